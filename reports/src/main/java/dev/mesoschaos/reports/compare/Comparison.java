package dev.mesoschaos.reports.compare;

import dev.mesoschaos.reports.VerdictCounts;
import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.EnvironmentFingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What changed from one group of runs to another.
 *
 * @param scenarios of both groups, by name
 */
public record Comparison(List<ScenarioChange> scenarios) {

    public Comparison {
        scenarios = List.copyOf(scenarios);
    }

    /** What it comes to. */
    public enum Outcome {
        NO_REGRESSION(0),
        REGRESSION(1),
        /** A scenario of the first group has no comparable run in the second one, or nothing could be decided. */
        NOT_COMPARABLE(2);

        private final int exitCode;

        Outcome(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The exit code of a command that ends with it. */
        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * Compares.
     *
     * @param anyEnvironment whether numbers of different environments are compared all the same
     */
    public static Comparison of(List<PastRun> first, List<PastRun> second, boolean anyEnvironment) {
        Map<String, List<PastRun>> before = byScenario(first);
        Map<String, List<PastRun>> after = byScenario(second);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return new Comparison(names.stream()
                .map(name -> compare(
                        name, before.getOrDefault(name, List.of()), after.getOrDefault(name, List.of()), anyEnvironment))
                .toList());
    }

    /** A regression outweighs what could not be compared; a scenario that is only new is no reason to worry. */
    public Outcome outcome() {
        if (scenarios.stream().anyMatch(ScenarioChange::worse)) {
            return Outcome.REGRESSION;
        }
        boolean missing = scenarios.stream()
                .anyMatch(scenario -> !scenario.first().isEmpty() && !scenario.incomparable().isEmpty());
        boolean answered = scenarios.stream().anyMatch(ScenarioChange::answered);
        return missing || !answered ? Outcome.NOT_COMPARABLE : Outcome.NO_REGRESSION;
    }

    private static Map<String, List<PastRun>> byScenario(List<PastRun> runs) {
        return runs.stream().collect(Collectors.groupingBy(run -> run.result().scenario()));
    }

    private static ScenarioChange compare(
            String name, List<PastRun> first, List<PastRun> second, boolean anyEnvironment) {
        List<PastRun> before = first.stream().filter(PastRun::sound).toList();
        List<PastRun> after = second.stream().filter(PastRun::sound).toList();
        List<String> notes = new ArrayList<>();
        List<String> differences = differences(before, after);
        String why = "";
        if (before.isEmpty() || after.isEmpty()) {
            why = "no sound run in " + (before.isEmpty() ? "A" : "B") + " (only PASSED and FAILED ones measured everything)";
        } else if (!differences.isEmpty() && !anyEnvironment) {
            why = "not the same environment: " + String.join("; ", differences);
        } else {
            notes.addAll(differences);
        }
        if (!before.stream().allMatch(PastRun::environmentKnown) || !after.stream().allMatch(PastRun::environmentKnown)) {
            notes.add("runs of builds that did not record their environment are taken to be comparable");
        }
        return new ScenarioChange(
                name,
                verdicts(first),
                verdicts(second),
                before.size(),
                after.size(),
                why.isEmpty() ? objectives(before, after, notes) : List.of(),
                why,
                notes);
    }

    private static List<ObjectiveChange> objectives(List<PastRun> before, List<PastRun> after, List<String> notes) {
        Map<String, List<Claim>> old = claims(before);
        Map<String, List<Claim>> fresh = claims(after);
        old.keySet().stream().filter(key -> !fresh.containsKey(key)).forEach(key -> notes.add("only in A: " + key));
        fresh.keySet().stream().filter(key -> !old.containsKey(key)).forEach(key -> notes.add("only in B: " + key));
        return old.entrySet().stream()
                .filter(one -> fresh.containsKey(one.getKey()))
                .map(one -> new Rule(one.getValue(), fresh.get(one.getKey())).decide())
                .toList();
    }

    private static Map<String, List<Claim>> claims(List<PastRun> runs) {
        return runs.stream()
                .flatMap(run -> run.result().claims().stream())
                .collect(Collectors.groupingBy(
                        claim -> claim.indicator() + " " + claim.about(), LinkedHashMap::new, Collectors.toList()));
    }

    /** Parts of the environment that are not the same in all runs; a new Mesos is what one compares. */
    private static List<String> differences(List<PastRun> before, List<PastRun> after) {
        Map<String, Set<String>> old = parts(before);
        Map<String, Set<String>> fresh = parts(after);
        return old.keySet().stream()
                .filter(part -> !part.equals(EnvironmentFingerprint.MESOS) && fresh.containsKey(part))
                .filter(part -> !old.get(part).equals(fresh.get(part)))
                .map(part -> part + " is " + String.join(" or ", old.get(part)) + " in A and "
                        + String.join(" or ", fresh.get(part)) + " in B")
                .toList();
    }

    private static Map<String, Set<String>> parts(List<PastRun> runs) {
        Map<String, Set<String>> parts = new TreeMap<>();
        runs.stream()
                .flatMap(run -> run.result().environment().stream())
                .forEach(environment -> environment.parts().forEach(
                        (name, value) -> parts.computeIfAbsent(name, key -> new TreeSet<>()).add(value)));
        return parts;
    }

    private static String verdicts(List<PastRun> runs) {
        return VerdictCounts.of(runs.stream().map(run -> run.result().verdict()).toList());
    }
}
