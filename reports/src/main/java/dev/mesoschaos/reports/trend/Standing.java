package dev.mesoschaos.reports.trend;

import dev.mesoschaos.reports.compare.Medians;
import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.EnvironmentFingerprint;
import dev.mesoschaos.scenarios.verdict.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where an objective's number of one run stands among those of earlier runs of the same scenario and environment.
 *
 * @param earlier numbers of earlier runs, the oldest first
 * @param median of them, empty when there is none
 * @param worse how many of them are worse than {@code value}
 * @param outside better or worse than all of them
 * @param chance of being outside on that side, if nothing has changed: one in their number and one
 */
public record Standing(
        String claim,
        Unit unit,
        double value,
        List<Double> earlier,
        OptionalDouble median,
        int worse,
        boolean outside,
        double chance) {

    public Standing {
        earlier = List.copyOf(earlier);
    }

    /** Of each objective of a run that has a number. Runs that were not sound, later or elsewhere are passed over. */
    public static List<Standing> of(Result now, List<PastRun> runs) {
        Optional<String> environment = now.environment().map(EnvironmentFingerprint::hash);
        List<Result> comparable = environment.isEmpty()
                ? List.of()
                : runs.stream()
                        .filter(run -> run.sound() && run.environment().equals(environment.get()))
                        .map(PastRun::result)
                        .filter(result -> result.scenario().equals(now.scenario()))
                        .filter(result -> result.started().isBefore(now.started()))
                        .toList();
        List<Standing> standings = new ArrayList<>();
        for (Claim claim : now.claims()) {
            claim.measured().value().ifPresent(value -> standings.add(standing(claim, value, numbers(claim, comparable))));
        }
        return Collections.unmodifiableList(standings);
    }

    private static Standing standing(Claim claim, double value, double[] earlier) {
        int worse = (int) Arrays.stream(earlier).filter(one -> claim.moreIsBetter() ? one < value : one > value).count();
        int better = (int) Arrays.stream(earlier).filter(one -> claim.moreIsBetter() ? one > value : one < value).count();
        return new Standing(
                claim.id(),
                claim.unit(),
                value,
                Arrays.stream(earlier).boxed().toList(),
                earlier.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Medians.of(earlier)),
                worse,
                earlier.length > 0 && (worse == earlier.length || better == earlier.length),
                1.0 / (earlier.length + 1));
    }

    private static double[] numbers(Claim claim, List<Result> results) {
        return results.stream()
                .flatMap(result -> result.claims().stream())
                .filter(one -> one.indicator().equals(claim.indicator()) && one.about().equals(claim.about()))
                .flatMapToDouble(one -> one.measured().value().stream())
                .toArray();
    }
}
