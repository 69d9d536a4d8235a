package dev.mesoschaos.testbed.master;

import com.google.protobuf.Message;
import dev.mesoschaos.testbed.http.ChunkStream;
import java.nio.charset.StandardCharsets;

/**
 * A subscription: records of decimal length, line feed and message (mesos-facts section 2), one in a chunk.
 *
 * @param id the value of {@code Mesos-Stream-Id}, empty on operator streams
 */
record EventStream(String id, MediaType format, ChunkStream chunks) {

    void send(Message event) {
        byte[] message = format.encode(event);
        byte[] length = (message.length + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[length.length + message.length];
        System.arraycopy(length, 0, frame, 0, length.length);
        System.arraycopy(message, 0, frame, length.length, message.length);
        chunks.write(frame);
    }

    void end() {
        chunks.end();
    }
}
