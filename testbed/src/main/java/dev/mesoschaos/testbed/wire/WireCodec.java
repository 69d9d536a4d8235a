package dev.mesoschaos.testbed.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.time.Duration;
import org.apache.mesos.v1.Protos;

/** Text frames to messages and back. */
public final class WireCodec {

    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(messages());

    private WireCodec() {}

    /** The text frame of a message of either side. */
    public static String encode(Object message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a message of the testbed's wire format: " + message, e);
        }
    }

    /**
     * Reads what an agent sent.
     *
     * @throws IllegalArgumentException when the frame is no message of an agent
     */
    public static AgentMessage fromAgent(String frame) {
        return decode(frame, AgentMessage.class);
    }

    /**
     * Reads what a master sent.
     *
     * @throws IllegalArgumentException when the frame is no message of a master
     */
    public static MasterMessage fromMaster(String frame) {
        return decode(frame, MasterMessage.class);
    }

    private static <T> T decode(String frame, Class<T> type) {
        try {
            return MAPPER.readValue(frame, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    private static SimpleModule messages() {
        SimpleModule module = new SimpleModule("mesos-messages");
        add(module, Protos.AgentID.class, Protos.AgentID.parser());
        add(module, Protos.AgentInfo.class, Protos.AgentInfo.parser());
        add(module, Protos.FrameworkID.class, Protos.FrameworkID.parser());
        add(module, Protos.FrameworkInfo.class, Protos.FrameworkInfo.parser());
        add(module, Protos.Task.class, Protos.Task.parser());
        add(module, Protos.TaskID.class, Protos.TaskID.parser());
        add(module, Protos.TaskInfo.class, Protos.TaskInfo.parser());
        add(module, Protos.TaskStatus.class, Protos.TaskStatus.parser());
        module.addSerializer(Duration.class, new JsonSerializer<>() {
            @Override
            public void serialize(Duration value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeNumber(value.toNanos());
            }
        });
        module.addDeserializer(Duration.class, new JsonDeserializer<>() {
            @Override
            public Duration deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return Duration.ofNanos(in.getLongValue());
            }
        });
        return module;
    }

    private static <T extends MessageLite> void add(SimpleModule module, Class<T> type, Parser<T> parser) {
        module.addSerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeBinary(value.toByteArray());
            }
        });
        module.addDeserializer(type, new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return parser.parseFrom(in.getBinaryValue());
            }
        });
    }
}
