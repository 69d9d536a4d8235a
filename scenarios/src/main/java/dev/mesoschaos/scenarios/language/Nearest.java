package dev.mesoschaos.scenarios.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word a user probably meant. */
final class Nearest {

    private Nearest() {}

    /** The nearest of the known words, if it is near enough to be meant: a third of its letters may be wrong. */
    static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a message: {@code ; did you mean 'hold'?}, or nothing. */
    static String hint(String word, Collection<String> known) {
        return to(word, known).map(nearest -> "; did you mean '" + nearest + "'?").orElse("");
    }

    /**
     * The number of letters to insert, delete, replace or swap with their neighbour, upper and lower case being the
     * same; words that differ much in length are simply far apart.
     */
    static int distance(String first, String second) {
        if (Math.abs(first.length() - second.length()) > second.length()) {
            return Integer.MAX_VALUE;
        }
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] cost) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
