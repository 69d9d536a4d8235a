package dev.mesoschaos.testbed.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Reads a message from JSON as Mesos does: fields by proto name, unknown ones skipped, null as unset, an unknown enum
 * value as unset, numbers also as strings (mesos-facts section 0, J5 to J8).
 */
final class MessageReader {

    private MessageReader() {}

    static void readDocument(JsonParser in, Message.Builder into, byte[] json) throws IOException {
        JsonToken first = in.nextToken();
        if (first == null) {
            throw new JsonSyntaxException("syntax error at line 1 near: ", null);
        }
        if (first != JsonToken.START_OBJECT) {
            in.skipChildren();
            throw new JsonConversionException("Expecting a JSON object");
        }
        readObject(in, into);
        int end = (int) in.currentLocation().getByteOffset();
        String rest = new String(json, end, json.length - end, StandardCharsets.UTF_8);
        if (!rest.isBlank()) {
            throw new JsonSyntaxException("Parsed JSON included non-whitespace trailing characters: " + rest, null);
        }
    }

    private static void readObject(JsonParser in, Message.Builder into) throws IOException {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            FieldDescriptor field = into.getDescriptorForType().findFieldByName(in.currentName());
            JsonToken value = in.nextToken();
            if (field == null || value == JsonToken.VALUE_NULL) {
                in.skipChildren();
            } else if (field.isMapField()) {
                readMap(in, field, into);
            } else if (field.isRepeated()) {
                readList(in, field, into);
            } else {
                Object read = readValue(in, field, into);
                if (read != null) {
                    into.setField(field, read);
                }
            }
        }
    }

    private static void readList(JsonParser in, FieldDescriptor field, Message.Builder into) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected(in, field);
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            Object read = readValue(in, field, into);
            if (read != null) {
                into.addRepeatedField(field, read);
            }
        }
    }

    private static void readMap(JsonParser in, FieldDescriptor field, Message.Builder into) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected(in, field);
        }
        FieldDescriptor key = field.getMessageType().findFieldByName("key");
        FieldDescriptor value = field.getMessageType().findFieldByName("value");
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            Message.Builder entry = into.newBuilderForField(field);
            entry.setField(key, in.currentName());
            in.nextToken();
            Object read = readValue(in, value, entry);
            if (read != null) {
                into.addRepeatedField(field, entry.setField(value, read).build());
            }
        }
    }

    /** The value, or null when Mesos would leave the field unset. */
    private static Object readValue(JsonParser in, FieldDescriptor field, Message.Builder into) throws IOException {
        JsonToken token = in.currentToken();
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            if (token != JsonToken.START_OBJECT) {
                throw unexpected(in, field);
            }
            Message.Builder nested = into.newBuilderForField(field);
            readObject(in, nested);
            return nested.buildPartial();
        }
        return switch (token) {
            case VALUE_STRING -> fromText(in.getText(), field);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fromNumber(in, field);
            case VALUE_TRUE, VALUE_FALSE -> {
                if (field.getJavaType() != FieldDescriptor.JavaType.BOOLEAN) {
                    throw unexpected(in, field);
                }
                yield token == JsonToken.VALUE_TRUE;
            }
            default -> throw unexpected(in, field);
        };
    }

    private static Object fromNumber(JsonParser in, FieldDescriptor field) throws IOException {
        return switch (field.getJavaType()) {
            case INT -> (int) in.getDoubleValue();
            case LONG -> in.currentToken() == JsonToken.VALUE_NUMBER_INT ? in.getLongValue() : (long) in.getDoubleValue();
            case FLOAT -> (float) in.getDoubleValue();
            case DOUBLE -> in.getDoubleValue();
            default -> throw unexpected(in, field);
        };
    }

    private static Object fromText(String text, FieldDescriptor field) {
        try {
            return switch (field.getJavaType()) {
                case STRING -> text;
                case BYTE_STRING -> ByteString.copyFrom(Base64.getDecoder().decode(text));
                case ENUM -> enumValue(text, field);
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                default -> throw new JsonConversionException(
                        "Not expecting a JSON string for field '" + field.getName() + "'");
            };
        } catch (NumberFormatException e) {
            throw new JsonConversionException("Failed to parse '" + text + "' for field '" + field.getName() + "'");
        } catch (IllegalArgumentException e) {
            throw new JsonConversionException("Failed to base64 decode bytes field '" + field.getName() + "': "
                    + firstInvalid(text));
        }
    }

    private static EnumValueDescriptor enumValue(String name, FieldDescriptor field) {
        return field.getEnumType().findValueByName(name);
    }

    private static String firstInvalid(String text) {
        return text.chars()
                .filter(c -> !(Character.isLetterOrDigit(c) && c < 128) && c != '+' && c != '/' && c != '=')
                .mapToObj(c -> "Invalid character '" + (char) c + "'")
                .findFirst()
                .orElse("Invalid length");
    }

    private static JsonConversionException unexpected(JsonParser in, FieldDescriptor field) {
        String kind = switch (in.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_STRING -> "string";
            case VALUE_TRUE, VALUE_FALSE -> "boolean";
            case START_ARRAY -> "array";
            default -> "object";
        };
        return new JsonConversionException("Not expecting a JSON " + kind + " for field '" + field.getName() + "'");
    }
}
