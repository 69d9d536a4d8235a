package dev.mesoschaos.testbed.v0;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Message;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Value;

/** Small pieces that many documents have. */
public final class V0Json {

    private static final double NANOS = 1e9;

    private V0Json() {}

    /** Writes one element of a list. */
    @FunctionalInterface
    public interface Element<T> {
        void write(JsonGenerator out, T value) throws IOException;
    }

    /** An object whose values are texts. */
    public static void texts(JsonGenerator out, Map<String, String> texts) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    /** A number as Mesos writes doubles. */
    public static void number(JsonGenerator out, String name, double value) throws IOException {
        out.writeFieldName(name);
        MesosJson.writeDouble(out, value);
    }

    /** A moment in seconds. */
    public static void time(JsonGenerator out, String name, TimeInfo time) throws IOException {
        number(out, name, time.getNanoseconds() / NANOS);
    }

    /** A list, empty or not. */
    public static <T> void list(JsonGenerator out, String name, Iterable<T> values, Element<T> element)
            throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            element.write(out, value);
        }
        out.writeEndArray();
    }

    /** A message as v1 would show it. */
    public static void message(JsonGenerator out, String name, Message message) throws IOException {
        out.writeFieldName(name);
        MesosJson.write(message, out);
    }

    /** Labels, if there are any. */
    static void labels(JsonGenerator out, Labels labels) throws IOException {
        if (labels.getLabelsCount() > 0) {
            list(out, "labels", labels.getLabelsList(), (to, label) -> MesosJson.write(label, to));
        }
    }

    /** Attributes by name. */
    public static void attributes(JsonGenerator out, List<Attribute> attributes) throws IOException {
        out.writeObjectFieldStart("attributes");
        for (Attribute attribute : attributes) {
            if (attribute.getType() == Value.Type.SCALAR) {
                number(out, attribute.getName(), attribute.getScalar().getValue());
            } else if (attribute.getType() == Value.Type.TEXT) {
                out.writeStringField(attribute.getName(), attribute.getText().getValue());
            } else if (attribute.getType() == Value.Type.RANGES) {
                out.writeStringField(attribute.getName(), V0Resources.text(attribute.getRanges()));
            } else {
                out.writeStringField(attribute.getName(), V0Resources.text(attribute.getSet()));
            }
        }
        out.writeEndObject();
    }
}
