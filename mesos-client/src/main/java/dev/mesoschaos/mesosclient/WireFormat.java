package dev.mesoschaos.mesosclient;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.mesoschaos.mesosclient.json.MesosJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** How messages are written on the wire. */
public enum WireFormat {

    /** Serialized messages: smaller and faster. */
    PROTOBUF("application/x-protobuf") {
        @Override
        byte[] encode(Message message) {
            return message.toByteArray();
        }

        @Override
        Message parse(Message prototype, byte[] bytes, int offset, int length) throws IOException {
            return prototype.getParserForType().parseFrom(bytes, offset, length);
        }

        @Override
        Message parse(Message prototype, InputStream bytes) throws IOException {
            return prototype.getParserForType().parseFrom(CodedInputStream.newInstance(bytes));
        }
    },

    /** JSON as Mesos reads and writes it (mesos-facts section 0, J5 to J8). */
    JSON("application/json") {
        @Override
        byte[] encode(Message message) throws InvalidProtocolBufferException {
            String json = JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace()
                    .print(message);
            return GracePeriod.forMesos(json).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        Message parse(Message prototype, byte[] bytes, int offset, int length) throws IOException {
            return MesosJson.read(prototype, bytes, offset, length);
        }

        @Override
        Message parse(Message prototype, InputStream bytes) throws IOException {
            return MesosJson.read(prototype, bytes);
        }
    };

    static {
        // Mesos' message classes are of an old protobuf, which otherwise warns of each of them that is read.
        System.getProperties().putIfAbsent("com.google.protobuf.use_unsafe_pre22_gencode", "true");
    }

    private final String mediaType;

    WireFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The value of {@code Content-Type} and {@code Accept}, without a charset: Mesos compares it whole (J3). */
    public String mediaType() {
        return mediaType;
    }

    abstract byte[] encode(Message message) throws InvalidProtocolBufferException;

    abstract Message parse(Message prototype, byte[] bytes, int offset, int length) throws IOException;

    abstract Message parse(Message prototype, InputStream bytes) throws IOException;

    /** The bytes of a complete message. */
    byte[] write(Message message) {
        try {
            return encode(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("a " + message.getDescriptorForType().getFullName()
                    + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a message of the prototype's type.
     *
     * @throws MesosException.Malformed when the bytes are no such message
     */
    @SuppressWarnings("unchecked") // a prototype's parser makes messages of its own class
    <M extends Message> M read(M prototype, byte[] bytes, int offset, int length) {
        try {
            return (M) parse(prototype, bytes, offset, length);
        } catch (IOException e) {
            throw new MesosException.Malformed(length + " bytes that are no " + mediaType + " of "
                    + prototype.getDescriptorForType().getFullName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a message that goes on to the end of the bytes.
     *
     * @throws IOException when they are no such message, or cannot be read
     */
    @SuppressWarnings("unchecked") // as above
    <M extends Message> M parseAll(M prototype, InputStream bytes) throws IOException {
        return (M) parse(prototype, bytes);
    }
}
