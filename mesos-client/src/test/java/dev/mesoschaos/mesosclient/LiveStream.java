package dev.mesoschaos.mesosclient;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;
import okio.ByteString;

/** The body of a subscription that grows while a test runs: one chunk for what is sent at once. */
final class LiveStream implements MockResponseBody {

    private static final ByteString LAST_CHUNK = ByteString.EMPTY;

    private final BlockingQueue<ByteString> chunks = new LinkedBlockingQueue<>();
    private final WireFormat format;

    LiveStream(WireFormat format) {
        this.format = format;
    }

    MockResponse response(String streamId) {
        return new MockResponse.Builder().setHeader("Content-Type", format.mediaType())
                .setHeader("Mesos-Stream-Id", streamId).setHeader("Transfer-Encoding", "chunked").body(this)
                .removeHeader("Content-Length").build();
    }

    LiveStream send(Message event) {
        byte[] bytes = format.write(event);
        ByteString head = ByteString.encodeUtf8(bytes.length + "\n");
        chunks.add(new okio.Buffer().write(head).write(bytes).readByteString());
        return this;
    }

    LiveStream sendRaw(String text) {
        chunks.add(ByteString.encodeString(text, StandardCharsets.UTF_8));
        return this;
    }

    /** Ends with the last chunk; the connection stays open, as with real Mesos. */
    void end() {
        chunks.add(LAST_CHUNK);
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try {
            while (true) {
                ByteString chunk = chunks.take();
                sink.writeHexadecimalUnsignedLong(chunk.size()).writeUtf8("\r\n");
                if (chunk.equals(LAST_CHUNK)) {
                    return; // the server itself adds the empty line that ends a chunked body
                }
                sink.write(chunk).writeUtf8("\r\n").flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
