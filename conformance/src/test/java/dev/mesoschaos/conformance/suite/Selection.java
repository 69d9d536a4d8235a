package dev.mesoschaos.conformance.suite;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which statements to test: {@code 1,5,24-32}. */
public record Selection(List<Integer> statements) {

    /** The setting in which a user names them. */
    public static final String SETTING = "conformance.only";

    /** How many statements there are. */
    public static final int COUNT = 65;

    public Selection {
        statements = List.copyOf(statements);
    }

    /** All statements. */
    public static Selection all() {
        return range(1, COUNT);
    }

    /** Those of a group. */
    public static Selection of(Group group) {
        return range(group.first(), group.last());
    }

    /**
     * Reads a setting; an empty one means all.
     *
     * @throws IllegalArgumentException when it names no statements
     */
    public static Selection parse(String text) {
        if (text.isBlank()) {
            return all();
        }
        try {
            return new Selection(Arrays.stream(text.split(",", -1))
                    .map(part -> part.strip().split("-", -1))
                    .flatMapToInt(ends -> IntStream.rangeClosed(number(ends[0]), number(ends[ends.length - 1])))
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    SETTING + "=" + text + ": expected numbers of statements such as 1,5,24-32", e);
        }
    }

    /** Those that are in both. */
    public Selection and(Selection other) {
        return new Selection(statements.stream().filter(other.statements::contains).toList());
    }

    private static Selection range(int first, int last) {
        return new Selection(IntStream.rangeClosed(first, last).boxed().toList());
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > COUNT) {
            throw new IllegalArgumentException("there is no statement " + number + ", only 1 to " + COUNT);
        }
        return number;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return String.join(",", statements.stream().map(String::valueOf).toList());
    }
}
