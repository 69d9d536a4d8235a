package dev.mesoschaos.scenarios.language;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of a scenario file into text that a parser may be given. */
final class SourceText {

    /** No scenario a human wrote is larger; it keeps hostile files from costing time. */
    static final int MAX_BYTES = 1 << 20;

    private SourceText() {}

    /**
     * Decodes UTF-8.
     *
     * @throws InvalidScenario when it is too large, or where it is no UTF-8
     */
    static String decode(byte[] bytes, String file) {
        if (bytes.length > MAX_BYTES) {
            throw tooLarge(file);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int wrong = Byte.toUnsignedInt(bytes[in.position()]);
            throw new InvalidScenario(
                    place(text, text.length(), file),
                    "byte 0x%02x is not UTF-8: save the file in UTF-8".formatted(wrong));
        }
        return text;
    }

    /**
     * Takes off a byte order mark and refuses what no text file has.
     *
     * @throws InvalidScenario when the text is empty or too long, or where a control character stands
     */
    static String checked(String text, String file) {
        if (text.length() > MAX_BYTES) {
            throw tooLarge(file);
        }
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            if (!allowed(codePoint)) {
                String name = "U+%04X".formatted(codePoint);
                throw new InvalidScenario(place(text, i, file), "character " + name + " is not allowed: remove it");
            }
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean allowed(int codePoint) {
        boolean space = codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean nonCharacter = (codePoint & 0xFFFE) == 0xFFFE;
        return space || !(Character.isISOControl(codePoint) || surrogate || nonCharacter);
    }

    private static InvalidScenario tooLarge(String file) {
        return new InvalidScenario(
                new Location(file, 0, 0), "the file is larger than 1 MiB, so it is no scenario anybody could read");
    }

    private static Location place(String text, int offset, String file) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        return new Location(file, line, offset - lineStart + 1);
    }
}
