package dev.mesoschaos.testbed.master;

import com.google.protobuf.Message;
import dev.mesoschaos.testbed.api.MediaType;
import dev.mesoschaos.testbed.http.ChunkStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A subscription: records of decimal length, line feed and message (mesos-facts section 2), one in a chunk.
 *
 * @param id the value of {@code Mesos-Stream-Id}, empty on operator streams
 * @param seen which events the subscriber may see
 * @param sent told of each event that was sent
 */
record EventStream(
        String id, MediaType format, ChunkStream chunks, Predicate<Message> seen, Consumer<Message> sent) {

    EventStream(String id, MediaType format, ChunkStream chunks) {
        this(id, format, chunks, event -> true, event -> {});
    }

    EventStream(String id, MediaType format, ChunkStream chunks, Consumer<Message> sent) {
        this(id, format, chunks, event -> true, sent);
    }

    void send(Message event) {
        if (!seen.test(event)) {
            return;
        }
        byte[] message = format.encode(event);
        byte[] length = (message.length + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[length.length + message.length];
        System.arraycopy(length, 0, frame, 0, length.length);
        System.arraycopy(message, 0, frame, length.length, message.length);
        chunks.write(frame);
        sent.accept(event);
    }

    void end() {
        chunks.end();
    }
}
