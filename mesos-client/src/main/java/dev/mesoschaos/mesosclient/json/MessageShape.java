package dev.mesoschaos.mesosclient.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What must be known of a type of message to read it from JSON: its fields by the names of the proto file. */
final class MessageShape {

    private static final Map<Descriptor, MessageShape> KNOWN = new ConcurrentHashMap<>();

    private final Descriptor type;
    /** Made at the first use, as types may contain themselves. */
    private volatile Map<String, Field> fields;

    private MessageShape(Descriptor type) {
        this.type = type;
    }

    static MessageShape of(Descriptor type) {
        return KNOWN.computeIfAbsent(type, MessageShape::new);
    }

    /** The field of that name, or null. */
    Field field(String name) {
        Map<String, Field> known = fields;
        if (known == null) {
            known = type.getFields().stream().collect(Collectors.toUnmodifiableMap(FieldDescriptor::getName, Field::of));
            fields = known;
        }
        return known.get(name);
    }

    /**
     * One field.
     *
     * @param nested shape of its message, or null
     * @param numbers of the values of its enum by name, or null
     */
    record Field(
            String name,
            int number,
            FieldDescriptor.Type type,
            int wireType,
            boolean repeated,
            boolean map,
            MessageShape nested,
            Map<String, Integer> numbers) {

        private static Field of(FieldDescriptor field) {
            boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            boolean isEnum = field.getJavaType() == FieldDescriptor.JavaType.ENUM;
            return new Field(field.getName(), field.getNumber(), field.getType(), wireTypeOf(field.getType()),
                    field.isRepeated(), field.isMapField(),
                    isMessage ? MessageShape.of(field.getMessageType()) : null,
                    isEnum ? numbersOf(field) : null);
        }

        private static Map<String, Integer> numbersOf(FieldDescriptor field) {
            return field.getEnumType().getValues().stream().collect(
                    Collectors.toUnmodifiableMap(EnumValueDescriptor::getName, EnumValueDescriptor::getNumber));
        }

        private static int wireTypeOf(FieldDescriptor.Type type) {
            return switch (type) {
                case DOUBLE, FIXED64, SFIXED64 -> WireFormat.WIRETYPE_FIXED64;
                case FLOAT, FIXED32, SFIXED32 -> WireFormat.WIRETYPE_FIXED32;
                case STRING, BYTES, MESSAGE -> WireFormat.WIRETYPE_LENGTH_DELIMITED;
                case GROUP -> throw new IllegalArgumentException("Mesos has no groups");
                default -> WireFormat.WIRETYPE_VARINT;
            };
        }
    }
}
