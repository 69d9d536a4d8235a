package dev.mesoschaos.scenarios.language;

import java.util.Collection;

/** The second half of a message about a word that is none of the known ones. */
final class Choices {

    private Choices() {}

    /**
     * {@code expected one of a, b; did you mean 'a'?}.
     *
     * @param none what to say when no word is known at all
     */
    static String expected(String word, Collection<String> known, String none) {
        return known.isEmpty() ? none : "expected one of " + String.join(", ", known) + Nearest.hint(word, known);
    }
}
