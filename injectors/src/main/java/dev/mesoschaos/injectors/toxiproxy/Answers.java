package dev.mesoschaos.injectors.toxiproxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts whole answers in a stream of bytes. */
final class Answers {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]{1,9})");

    /** How many bytes the answer takes that the buffer begins with; more than there are when it is not whole. */
    private final ToIntFunction<ByteBuffer> length;
    private ByteBuffer rest = ByteBuffer.allocate(0);

    private Answers(ToIntFunction<ByteBuffer> length) {
        this.length = length;
    }

    /** Each has so many bytes. */
    static Answers ofBytes(int count) {
        return new Answers(stream -> count);
    }

    /** Each begins with four bytes that say how many follow. */
    static Answers prefixed() {
        return new Answers(stream -> stream.remaining() < Integer.BYTES
                ? Integer.MAX_VALUE
                : Integer.BYTES + stream.getInt(stream.position()));
    }

    /** Each is of HTTP, with its length in the head. */
    static Answers http() {
        return new Answers(stream -> {
            String text = StandardCharsets.ISO_8859_1.decode(stream.duplicate()).toString();
            int head = text.indexOf(END_OF_HEAD);
            if (head < 0) {
                return Integer.MAX_VALUE;
            }
            Matcher given = LENGTH.matcher(text.substring(0, head));
            return head + END_OF_HEAD.length() + (given.find() ? Integer.parseInt(given.group(1)) : 0);
        });
    }

    /** Takes bytes, and says how many answers they made whole. */
    int take(byte[] bytes, int count) {
        rest = ByteBuffer.allocate(rest.remaining() + count).put(rest).put(bytes, 0, count).flip();
        int whole = 0;
        while (rest.hasRemaining()) {
            int next = length.applyAsInt(rest);
            if (next > rest.remaining()) {
                break;
            }
            rest.position(rest.position() + next);
            whole++;
        }
        return whole;
    }
}
