package dev.mesoschaos.testbed.flags;

import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/** Resources as Mesos' {@code --resources} writes them: {@code cpus:2;mem:512;ports:[31000-31099,32000-32009]}. */
public final class MesosResources {

    private MesosResources() {}

    /**
     * Reads unreserved resources. Scalars and ranges are known; sets, roles in parentheses and JSON are not.
     *
     * @throws IllegalArgumentException when a part is neither
     */
    public static List<Resource> parse(String text) {
        List<Resource> resources = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                resources.add(resource(part.strip()));
            }
        }
        return List.copyOf(resources);
    }

    private static Resource resource(String part) {
        int colon = part.indexOf(':');
        if (colon <= 0 || part.indexOf('(') >= 0) {
            throw bad(part);
        }
        String value = part.substring(colon + 1).strip();
        Resource.Builder resource = Resource.newBuilder().setName(part.substring(0, colon).strip());
        try {
            return value.startsWith("[")
                    ? resource.setType(Value.Type.RANGES).setRanges(ranges(value)).build()
                    : resource.setType(Value.Type.SCALAR)
                            .setScalar(Value.Scalar.newBuilder().setValue(Double.parseDouble(value)))
                            .build();
        } catch (NumberFormatException e) {
            throw bad(part);
        }
    }

    private static Value.Ranges ranges(String value) {
        if (!value.endsWith("]")) {
            throw bad(value);
        }
        Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
        for (String range : value.substring(1, value.length() - 1).split(",", -1)) {
            String[] ends = range.strip().split("-", -1);
            if (ends.length != 2) {
                throw bad(value);
            }
            long begin = Long.parseLong(ends[0].strip());
            long end = Long.parseLong(ends[1].strip());
            if (begin > end) {
                throw bad(value);
            }
            ranges.addRange(Value.Range.newBuilder().setBegin(begin).setEnd(end));
        }
        return ranges.build();
    }

    private static IllegalArgumentException bad(String part) {
        return new IllegalArgumentException(
                "'" + part + "' is no resource: expected name:number or name:[begin-end,...], as in cpus:2 or ports:[31000-31099]");
    }
}
