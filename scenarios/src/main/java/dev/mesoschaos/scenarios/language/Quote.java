package dev.mesoschaos.scenarios.language;

/** Text of a user inside a message: on one line, of bounded length, and visibly nothing when it is empty. */
final class Quote {

    private static final int MAX_CHARS = 60;

    private Quote() {}

    static String of(String text) {
        if (text.isEmpty()) {
            return "nothing";
        }
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        int end = line.length() <= MAX_CHARS ? line.length() : line.offsetByCodePoints(0, wholeCodePoints(line));
        return "'" + line.substring(0, end) + (end < line.length() ? "…" : "") + "'";
    }

    private static int wholeCodePoints(String line) {
        return Math.min(MAX_CHARS, line.codePointCount(0, line.length()));
    }
}
