package dev.mesoschaos.mesosclient.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Writes the fields of JSON objects as protobuf, in the order in which they come. */
final class JsonToWire {

    private static final int MAP_KEY = 1;
    private static final String MAP_VALUE = "value";

    private final JsonParser in;
    private final WireBuffer out;

    JsonToWire(JsonParser in, WireBuffer out) {
        this.in = in;
        this.out = out;
    }

    /** One object and nothing after it. */
    void document(MessageShape shape) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonConversionException("no JSON object");
        }
        object(shape);
        if (in.nextToken() != null) {
            throw new JsonConversionException("more follows after the JSON object");
        }
    }

    private void object(MessageShape shape) throws IOException {
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            MessageShape.Field field = shape.field(name);
            JsonToken token = in.nextToken();
            if (field == null || token == JsonToken.VALUE_NULL) {
                in.skipChildren();
            } else if (field.map()) {
                map(field);
            } else if (field.repeated()) {
                list(field);
            } else {
                value(field);
            }
        }
    }

    private void list(MessageShape.Field field) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected(field, "a list");
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            value(field);
        }
    }

    /** A map is a list of entries on the wire, each a message of key and value; Mesos' maps have texts as keys. */
    private void map(MessageShape.Field field) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected(field, "an object");
        }
        for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
            if (in.nextToken() != JsonToken.VALUE_NULL) {
                out.tag(field.number(), field.wireType());
                int start = out.begin();
                out.tag(MAP_KEY, WireFormat.WIRETYPE_LENGTH_DELIMITED);
                out.lengthAndText(key.toCharArray(), 0, key.length());
                value(field.nested().field(MAP_VALUE));
                out.finish(start);
            }
        }
    }

    private void value(MessageShape.Field field) throws IOException {
        int before = out.position();
        out.tag(field.number(), field.wireType());
        switch (field.type()) {
            case MESSAGE -> message(field);
            case STRING -> text(field);
            case BYTES -> bytes(field);
            case ENUM -> named(field, before);
            case BOOL -> out.varint(truth(field) ? 1 : 0);
            case DOUBLE -> out.fixed64(Double.doubleToRawLongBits(real(field)));
            case FLOAT -> out.fixed32(Float.floatToRawIntBits((float) real(field)));
            case FIXED64, SFIXED64 -> out.fixed64(whole(field));
            case FIXED32, SFIXED32 -> out.fixed32((int) whole(field));
            case SINT32, SINT64 -> out.zigZag(whole(field));
            default -> out.varint(whole(field));
        }
    }

    private void message(MessageShape.Field field) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected(field, "an object");
        }
        int start = out.begin();
        object(field.nested());
        out.finish(start);
    }

    private void text(MessageShape.Field field) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected(field, "a text");
        }
        out.lengthAndText(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    }

    private void bytes(MessageShape.Field field) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected(field, "base64");
        }
        out.lengthAndBytes(in.getBinaryValue());
    }

    private void named(MessageShape.Field field, int before) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected(field, "a name");
        }
        Integer number = field.numbers().get(in.getText());
        if (number == null) {
            out.truncate(before);
        } else {
            out.varint(number);
        }
    }

    private boolean truth(MessageShape.Field field) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw unexpected(field, "true or false");
        };
    }

    private double real(MessageShape.Field field) throws IOException {
        try {
            return switch (in.currentToken()) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
                case VALUE_STRING -> Double.parseDouble(in.getText());
                default -> throw unexpected(field, "a number");
            };
        } catch (NumberFormatException e) {
            throw unexpected(field, "a number");
        }
    }

    private long whole(MessageShape.Field field) throws IOException {
        try {
            return switch (in.currentToken()) {
                case VALUE_NUMBER_INT -> in.getLongValue();
                case VALUE_NUMBER_FLOAT -> (long) in.getDoubleValue();
                case VALUE_STRING -> Long.parseLong(in.getText());
                default -> throw unexpected(field, "a whole number");
            };
        } catch (NumberFormatException e) {
            throw unexpected(field, "a whole number");
        }
    }

    private JsonConversionException unexpected(MessageShape.Field field, String wanted) {
        return new JsonConversionException("'" + field.name() + "' is no " + wanted.replaceFirst("^an? ", ""));
    }
}
