package dev.mesoschaos.scenarios.language;

import java.util.stream.Collectors;

/** Says what a parser did not like in one line. */
final class SyntaxError {

    private SyntaxError() {}

    /**
     * The parser's message without its excerpts of the file and its own way to name places.
     *
     * @param line the line of the file where it happened
     */
    static String words(String message, String line) {
        // YAML's messages are several lines, of which the indented ones only repeat the place and the text there.
        String said = message.lines()
                .filter(part -> !part.isBlank() && !part.startsWith(" "))
                .collect(Collectors.joining(", "));
        String plain = said.replaceAll("\\[Source:[^\\]]*?line: (\\d+), column: (\\d+)\\]", "$1:$2");
        return "not well-formed: " + plain + (line.contains("${") ? "; put text with ${…} in quotes" : "");
    }
}
