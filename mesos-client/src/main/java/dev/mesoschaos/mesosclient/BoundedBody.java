package dev.mesoschaos.mesosclient;

import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** The body of an answer, which fails once it has become longer than the limit, and remembers how reading it went. */
final class BoundedBody extends ForwardingSource {

    private final long maxBytes;
    private long count;
    private IOException failure;
    private boolean tooLong;

    BoundedBody(Source body, long maxBytes) {
        super(body);
        this.maxBytes = maxBytes;
    }

    /** Bytes so far, after unpacking. */
    long count() {
        return count;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** The error of the connection that ended the body, or null. */
    IOException failure() {
        return failure;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long read;
        try {
            read = super.read(sink, byteCount);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        count += Math.max(0, read);
        if (count > maxBytes) {
            tooLong = true;
            throw new IOException("too long");
        }
        return read;
    }
}
