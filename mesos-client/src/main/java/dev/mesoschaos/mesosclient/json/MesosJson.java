package dev.mesoschaos.mesosclient.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;

/** Reads messages from the JSON of Mesos. Safe for many threads. */
public final class MesosJson {

    private static final int FIRST_BYTES = 256;
    /** A record or answer has a limit of its own; a text in it may be as long as that. */
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(LIMITS)
            .build();

    private MesosJson() {}

    /**
     * Reads one JSON object. Fields go by the names of the proto files and unknown ones are skipped; null, and an enum's
     * value that is not known, leave a field unset; numbers may be texts (mesos-facts section 0, J5, J6, J8).
     *
     * @throws IOException when the bytes are no JSON of such a message
     */
    public static Message read(Message prototype, byte[] bytes, int offset, int length) throws IOException {
        try (JsonParser in = FACTORY.createParser(bytes, offset, length)) {
            return read(prototype, in);
        }
    }

    /** The same from a stream of bytes, which is not closed. */
    public static Message read(Message prototype, InputStream bytes) throws IOException {
        try (JsonParser in = FACTORY.createParser(bytes).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            return read(prototype, in);
        }
    }

    private static Message read(Message prototype, JsonParser in) throws IOException {
        WireBuffer wire = new WireBuffer(FIRST_BYTES);
        try {
            new JsonToWire(in, wire).document(MessageShape.of(prototype.getDescriptorForType()));
        } catch (JsonProcessingException e) {
            // Jackson's own text quotes its input, which can be long and anything.
            throw new JsonConversionException(e.getOriginalMessage() + " at byte " + e.getLocation().getByteOffset());
        }
        return parse(prototype, wire.reader());
    }

    private static Message parse(Message prototype, CodedInputStream wire) throws InvalidProtocolBufferException {
        wire.setRecursionLimit(LIMITS.getMaxNestingDepth());
        return prototype.getParserForType().parseFrom(wire);
    }
}
