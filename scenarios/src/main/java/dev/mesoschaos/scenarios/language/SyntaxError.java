package dev.mesoschaos.scenarios.language;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what a parser did not like in one line, and where. */
final class SyntaxError {

    private static final Pattern YAML_PLACE = Pattern.compile("(?m)^ in .*, line (\\d+), column (\\d+):?$");
    private static final Pattern JSON_PLACE = Pattern.compile("\\[Source:[^\\]]*?line: (\\d+), column: (\\d+)\\]");
    private static final Pattern INSIDES = Pattern.compile("Malformed Number token: failed to tokenize due to \\S+ ");

    private SyntaxError() {}

    /**
     * The mistake behind a parser's message.
     *
     * @param near where the parser was, should the message not say it
     */
    static InvalidScenario of(String message, Location near, String text) {
        Location at = place(message, near.file()).orElse(near);
        String line = text.lines().skip(Math.max(0, at.line() - 1)).findFirst().orElse("");
        String hint = line.contains("${") ? "; put text with ${…} in quotes" : "";
        return new InvalidScenario(at, "not well-formed: " + words(message) + hint);
    }

    /** The last place a YAML message names: those before it are where the unfinished parts began. */
    private static Optional<Location> place(String message, String file) {
        return YAML_PLACE.matcher(message)
                .results()
                .reduce((first, second) -> second)
                .map(found -> new Location(file, number(found, 1), number(found, 2)));
    }

    private static int number(MatchResult found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static String words(String message) {
        // YAML's messages are several lines, of which the indented ones only repeat the place and the text there.
        String said = message.lines()
                .filter(part -> !part.isBlank() && !part.startsWith(" "))
                .collect(Collectors.joining(", "));
        String plain = JSON_PLACE.matcher(INSIDES.matcher(said).replaceAll("")).replaceAll("$1:$2");
        return plain.length() <= 300 ? plain : plain.substring(0, 300) + "…";
    }
}
