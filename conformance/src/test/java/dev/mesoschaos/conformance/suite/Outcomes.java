package dev.mesoschaos.conformance.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All outcomes of a run, in the order of the statements. */
public record Outcomes(List<Outcome> all) {

    public Outcomes {
        all = all.stream().sorted(Comparator.comparingInt(Outcome::statement).thenComparing(Outcome::test)).toList();
    }

    /** The same with a failure for each selected statement that nobody tested. */
    public Outcomes completed(Selection selection) {
        List<Integer> tested = all.stream().map(Outcome::statement).toList();
        return new Outcomes(Stream.concat(
                        all.stream(),
                        selection.statements().stream().filter(one -> !tested.contains(one)).map(Outcome::missing))
                .toList());
    }

    /** Those of a group. */
    public List<Outcome> of(Group group) {
        return all.stream().filter(outcome -> Group.of(outcome.statement()) == group).toList();
    }

    /** Lines that say how many statements of each group hold, and which do not. */
    public List<String> counts() {
        List<String> lines = new ArrayList<>();
        Arrays.stream(Group.values()).filter(group -> !of(group).isEmpty())
                .forEach(group -> lines.add(line(group.words(), of(group))));
        lines.add(line("All", all));
        return lines;
    }

    private static String line(String title, List<Outcome> outcomes) {
        Map<Integer, List<Outcome>> statements =
                outcomes.stream().collect(Collectors.groupingBy(Outcome::statement, TreeMap::new, Collectors.toList()));
        Map<Integer, Outcome.Kind> kinds = statements.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, entry -> Outcome.together(entry.getValue()), (one, other) -> one, TreeMap::new));
        return title + " " + numbers(kinds, Outcome.Kind.PASSED).size() + " of " + kinds.size()
                + named(", failed: ", numbers(kinds, Outcome.Kind.FAILED))
                + named(", skipped: ", numbers(kinds, Outcome.Kind.SKIPPED));
    }

    private static List<String> numbers(Map<Integer, Outcome.Kind> kinds, Outcome.Kind kind) {
        return kinds.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .map(Map.Entry::getKey)
                .map(String::valueOf)
                .toList();
    }

    private static String named(String title, List<String> numbers) {
        return numbers.isEmpty() ? "" : title + String.join(" ", numbers);
    }
}
