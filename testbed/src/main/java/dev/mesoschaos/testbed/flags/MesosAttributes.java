package dev.mesoschaos.testbed.flags;

import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Value;

/** Attributes as Mesos' {@code --attributes} writes them: {@code rack:r1;zone:z1;slots:4}. */
public final class MesosAttributes {

    private MesosAttributes() {}

    /**
     * Reads attributes; a number is a scalar, anything else text, as in Mesos.
     *
     * @throws IllegalArgumentException when a part is not {@code name:value}
     */
    public static List<Attribute> parse(String text) {
        List<Attribute> attributes = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                attributes.add(attribute(part.strip()));
            }
        }
        return List.copyOf(attributes);
    }

    private static Attribute attribute(String part) {
        int colon = part.indexOf(':');
        if (colon <= 0 || colon == part.length() - 1) {
            throw new IllegalArgumentException("'" + part + "' is no attribute: expected name:value, as in rack:r1");
        }
        String value = part.substring(colon + 1).strip();
        Attribute.Builder attribute = Attribute.newBuilder().setName(part.substring(0, colon).strip());
        return value.matches("-?\\d+(\\.\\d+)?")
                ? attribute.setType(Value.Type.SCALAR)
                        .setScalar(Value.Scalar.newBuilder().setValue(Double.parseDouble(value)))
                        .build()
                : attribute.setType(Value.Type.TEXT)
                        .setText(Value.Text.newBuilder().setValue(value))
                        .build();
    }
}
