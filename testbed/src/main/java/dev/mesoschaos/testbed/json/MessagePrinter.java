package dev.mesoschaos.testbed.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Prints a message field by field (mesos-facts section 3, general rules). */
final class MessagePrinter {

    /** The lists that Mesos writes by hand, so that they appear even when they are empty. */
    private static final Set<String> EXPLICIT_LISTS = Set.of(
            "GetTasks.tasks",
            "GetTasks.unreachable_tasks",
            "GetTasks.queued_tasks",
            "GetTasks.launched_tasks",
            "GetTasks.terminated_tasks",
            "GetTasks.completed_tasks",
            "GetAgents.agents",
            "GetAgents.recovered_agents",
            "GetFrameworks.frameworks",
            "GetFrameworks.completed_frameworks",
            "GetExecutors.executors");

    private MessagePrinter() {}

    static void print(Message message, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.isMapField()) {
                printMap(message, field, out);
            } else if (field.isRepeated()) {
                printList(message, field, out);
            } else if (message.hasField(field) || isPrintedDefault(field)) {
                out.writeFieldName(field.getName());
                printValue(field, message.getField(field), out);
            }
        }
        out.writeEndObject();
    }

    private static boolean isPrintedDefault(FieldDescriptor field) {
        return field.hasDefaultValue() && !field.getOptions().getDeprecated();
    }

    private static void printList(Message message, FieldDescriptor field, JsonGenerator out) throws IOException {
        String name = field.getContainingType().getName() + "." + field.getName();
        if (message.getRepeatedFieldCount(field) == 0 && !EXPLICIT_LISTS.contains(name)) {
            return;
        }
        out.writeArrayFieldStart(field.getName());
        for (Object value : (List<?>) message.getField(field)) {
            printValue(field, value, out);
        }
        out.writeEndArray();
    }

    private static void printMap(Message message, FieldDescriptor field, JsonGenerator out) throws IOException {
        if (message.getRepeatedFieldCount(field) == 0) {
            return;
        }
        FieldDescriptor key = field.getMessageType().findFieldByName("key");
        FieldDescriptor value = field.getMessageType().findFieldByName("value");
        out.writeObjectFieldStart(field.getName());
        for (Object entry : (List<?>) message.getField(field)) {
            out.writeFieldName(String.valueOf(((Message) entry).getField(key)));
            printValue(value, ((Message) entry).getField(value), out);
        }
        out.writeEndObject();
    }

    private static void printValue(FieldDescriptor field, Object value, JsonGenerator out) throws IOException {
        switch (field.getJavaType()) {
            case INT -> out.writeNumber((Integer) value);
            case LONG -> out.writeNumber((Long) value);
            case FLOAT -> out.writeNumber((Float) value);
            case DOUBLE -> MesosJson.writeDouble(out, (Double) value);
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case STRING -> out.writeString((String) value);
            case BYTE_STRING -> out.writeBinary(((ByteString) value).toByteArray());
            case ENUM -> out.writeString(((EnumValueDescriptor) value).getName());
            case MESSAGE -> print((Message) value, out);
        }
    }
}
