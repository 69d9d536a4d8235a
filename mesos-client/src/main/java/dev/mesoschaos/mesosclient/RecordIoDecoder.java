package dev.mesoschaos.mesosclient;

import java.util.Arrays;

/**
 * Cuts a byte stream into records: each is its length in decimal, a line feed, then that many bytes (mesos-facts
 * section 2). Chunks may be cut anywhere. For one thread.
 *
 * <p>A length is only believed up to the limit, and memory grows with the bytes that have arrived, not with the length
 * that was promised. After an error the stream cannot be read on.
 */
public final class RecordIoDecoder {

    /** The longest record that is accepted unless told otherwise: 64 MiB. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 64 << 20;

    private static final int LONGEST_HEADER = 20;
    private static final int FIRST_ALLOCATION_BYTES = 8 << 10;

    /** Receives each record as a part of an array that it must not keep or change. */
    @FunctionalInterface
    public interface Sink {
        void record(byte[] bytes, int offset, int length);
    }

    private final int maxRecordBytes;
    private boolean inBody;
    private boolean broken;
    private int headerDigits;
    private long length;
    private byte[] partial = new byte[0];
    private int filled;

    public RecordIoDecoder() {
        this(DEFAULT_MAX_RECORD_BYTES);
    }

    /** A decoder that refuses records longer than {@code maxRecordBytes}. */
    public RecordIoDecoder(int maxRecordBytes) {
        if (maxRecordBytes < 1) {
            throw new IllegalArgumentException("the longest record must be at least 1 byte, not " + maxRecordBytes);
        }
        this.maxRecordBytes = maxRecordBytes;
    }

    /**
     * Takes the next bytes of the stream and hands over every record that they complete, in order.
     *
     * @throws MesosException.Malformed when the framing is broken or a record is too long
     */
    public void feed(byte[] bytes, int offset, int count, Sink sink) {
        if (broken) {
            throw malformed("the stream was given up after broken framing");
        }
        int at = offset;
        int end = offset + count;
        while (at < end) {
            at = inBody ? body(bytes, at, end, sink) : header(bytes, at, end);
            if (inBody && length == 0) {
                inBody = false;
                sink.record(partial, 0, 0);
            }
        }
    }

    /**
     * Says that the stream has ended.
     *
     * @throws MesosException.Malformed when it ended inside a record
     */
    public void finish() {
        if (inBody) {
            throw malformed("the stream ended after " + filled + " of a record's " + length + " bytes");
        }
        if (headerDigits > 0) {
            throw malformed("the stream ended inside the length of a record");
        }
    }

    /** Reads as much of a length as there is and returns where it stopped. */
    private int header(byte[] bytes, int offset, int end) {
        for (int at = offset; at < end; at++) {
            byte next = bytes[at];
            if (next == '\n' && headerDigits > 0) {
                headerDigits = 0;
                inBody = true;
                return at + 1;
            }
            if (next < '0' || next > '9') {
                throw malformed("expected a decimal record length, found byte " + (next & 0xff));
            }
            length = headerDigits == 0 ? next - '0' : length * 10 + (next - '0');
            headerDigits++;
            if (headerDigits > LONGEST_HEADER || length > maxRecordBytes) {
                throw malformed("a record longer than the limit of " + maxRecordBytes + " bytes is announced");
            }
        }
        return end;
    }

    /** Takes as much of a record as there is and returns where it stopped. */
    private int body(byte[] bytes, int offset, int end, Sink sink) {
        int missing = (int) length - filled;
        int taken = Math.min(end - offset, missing);
        if (filled == 0 && taken == missing) {
            inBody = false;
            sink.record(bytes, offset, taken);
            return offset + taken;
        }
        makeRoomFor(taken);
        System.arraycopy(bytes, offset, partial, filled, taken);
        filled += taken;
        if (filled == length) {
            inBody = false;
            filled = 0;
            byte[] whole = partial;
            partial = new byte[0];
            sink.record(whole, 0, (int) length);
        }
        return offset + taken;
    }

    private void makeRoomFor(int more) {
        int needed = filled + more;
        if (needed > partial.length) {
            long doubled = Math.max(FIRST_ALLOCATION_BYTES, 2L * partial.length);
            partial = Arrays.copyOf(partial, (int) Math.min(length, Math.max(needed, doubled)));
        }
    }

    private MesosException.Malformed malformed(String what) {
        broken = true;
        return new MesosException.Malformed(what, null);
    }
}
