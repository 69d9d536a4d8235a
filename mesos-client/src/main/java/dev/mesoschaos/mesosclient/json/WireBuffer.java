package dev.mesoschaos.mesosclient.json;

import com.google.protobuf.CodedInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of protobuf that grow at the end. Lengths of nested parts are filled in when they are known, which protobuf's own
 * writer cannot do: it wants to know them beforehand.
 */
final class WireBuffer {

    private static final int LONGEST_VARINT = 10;
    private static final int FIRST_NON_ASCII = 0x80;

    private byte[] bytes;
    private int end;

    WireBuffer(int firstBytes) {
        bytes = new byte[firstBytes];
    }

    CodedInputStream reader() {
        return CodedInputStream.newInstance(bytes, 0, end);
    }

    int position() {
        return end;
    }

    /** Takes back everything that was written from {@code position} on. */
    void truncate(int position) {
        end = position;
    }

    void tag(int number, int wireType) {
        varint(((long) number << 3) | wireType);
    }

    void varint(long value) {
        makeRoomFor(LONGEST_VARINT);
        end = putVarint(end, value);
    }

    void zigZag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void fixed32(int value) {
        makeRoomFor(Integer.BYTES);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes[end++] = (byte) (value >> shift);
        }
    }

    void fixed64(long value) {
        makeRoomFor(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[end++] = (byte) (value >> shift);
        }
    }

    void lengthAndBytes(byte[] value) {
        varint(value.length);
        makeRoomFor(value.length);
        System.arraycopy(value, 0, bytes, end, value.length);
        end += value.length;
    }

    /** Writes text with its length; nearly all text of Mesos is ASCII and needs no encoder. */
    void lengthAndText(char[] chars, int offset, int length) {
        int start = begin();
        makeRoomFor(length);
        for (int i = 0; i < length; i++) {
            char c = chars[offset + i];
            if (c >= FIRST_NON_ASCII) {
                end = start - 1;
                lengthAndBytes(new String(chars, offset, length).getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[end++] = (byte) c;
        }
        finish(start);
    }

    /** Leaves room for a length and returns where the part that it will tell of begins. */
    int begin() {
        makeRoomFor(1);
        return ++end;
    }

    /** Fills in the length of the part that began at {@code start}, moving the part if the length needs more room. */
    void finish(int start) {
        int length = end - start;
        int more = varintSize(length) - 1;
        if (more > 0) {
            makeRoomFor(more);
            System.arraycopy(bytes, start, bytes, start + more, length);
            end += more;
        }
        putVarint(start - 1, length);
    }



    private int putVarint(int at, long value) {
        int next = at;
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[next++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes[next++] = (byte) left;
        return next;
    }

    private static int varintSize(int value) {
        int size = 1;
        for (int left = value >>> 7; left != 0; left >>>= 7) {
            size++;
        }
        return size;
    }

    private void makeRoomFor(int more) {
        if (more > bytes.length - end) {
            long wanted = Math.max((long) end + more, bytes.length + (bytes.length >> 1));
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }
}
