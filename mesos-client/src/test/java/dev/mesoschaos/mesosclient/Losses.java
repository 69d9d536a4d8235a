package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;

/** Finds what JSON says and the message that was read from it does not. */
final class Losses {

    private final List<String> found = new ArrayList<>();

    private Losses() {}

    /** Names of the fields, without places in lists, whose values did not arrive. */
    static List<String> between(JsonNode json, Message message) {
        Losses losses = new Losses();
        losses.object(message.getDescriptorForType().getName(), json, message);
        return losses.found;
    }

    private void object(String path, JsonNode json, Message message) {
        json.properties().forEach(property -> {
            String name = path + "." + property.getKey();
            FieldDescriptor field = message.getDescriptorForType().findFieldByName(property.getKey());
            if (field == null) {
                found.add(name + " is unknown");
            } else if (field.isMapField()) {
                map(name, field, property.getValue(), message);
            } else if (field.isRepeated()) {
                list(name, field, property.getValue(), message);
            } else {
                value(name, field, property.getValue(), message.hasField(field) ? message.getField(field) : null);
            }
        });
    }

    private void list(String path, FieldDescriptor field, JsonNode json, Message message) {
        if (json.size() != message.getRepeatedFieldCount(field)) {
            found.add(path + " has " + message.getRepeatedFieldCount(field) + " of " + json.size());
            return;
        }
        for (int i = 0; i < json.size(); i++) {
            value(path, field, json.get(i), message.getRepeatedField(field, i));
        }
    }

    private void map(String path, FieldDescriptor field, JsonNode json, Message message) {
        FieldDescriptor key = field.getMessageType().findFieldByName("key");
        FieldDescriptor value = field.getMessageType().findFieldByName("value");
        BiConsumer<String, Message> compare =
                (name, entry) -> value(path, value, json.path(name), entry.getField(value));
        for (Object entry : (List<?>) message.getField(field)) {
            compare.accept((String) ((Message) entry).getField(key), (Message) entry);
        }
        if (json.size() != message.getRepeatedFieldCount(field)) {
            found.add(path + " has " + message.getRepeatedFieldCount(field) + " of " + json.size());
        }
    }

    private void value(String path, FieldDescriptor field, JsonNode json, Object value) {
        if (value instanceof Message nested) {
            object(path, json, nested);
            return;
        }
        boolean same = value != null && switch (field.getJavaType()) {
            case STRING -> json.textValue().equals(value);
            case ENUM -> json.textValue().equals(((EnumValueDescriptor) value).getName());
            case BOOLEAN -> value.equals(json.booleanValue());
            case BYTE_STRING -> ByteString.copyFrom(Base64.getDecoder().decode(json.textValue())).equals(value);
            case INT -> (int) json.longValue() == (Integer) value;
            case LONG -> value.equals(json.longValue());
            case DOUBLE -> value.equals(json.doubleValue());
            default -> throw new IllegalStateException("no recording has a " + field.getJavaType());
        };
        if (!same) {
            found.add(path + " was " + json + " and is " + value);
        }
    }
}
