package dev.mesoschaos.reports.trend;

import dev.mesoschaos.reports.compare.Medians;
import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.EnvironmentFingerprint;
import dev.mesoschaos.scenarios.verdict.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Where an objective's number of one run stands among those of earlier runs of the same scenario and environment.
 *
 * @param now the number of this run
 * @param earlier numbers of earlier runs, the oldest first
 * @param median of them, empty when there is none
 * @param worse how many of them are worse than that of this run
 * @param better how many of them are better
 */
public record Standing(
        Claim claim, TrendPoint now, List<TrendPoint> earlier, OptionalDouble median, int worse, int better) {

    /** The rule by which a number is marked. */
    public static final String RULE = "A number is marked when it is worse or better than those of all earlier sound runs of the "
            + "same scenario and environment. If nothing has changed, it is the worst of k numbers by chance in one of k "
            + "runs, and the best as often: one run proves no change, 'mesos-chaos compare' asks more of it.";

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
            TrendPoint.of(now, claim).ifPresent(point -> standings.add(standing(claim, point, points(claim, comparable))));
        }
        return Collections.unmodifiableList(standings);
    }

    /** All numbers in the order of their time, this run's last. */
    public List<TrendPoint> points() {
        return Stream.concat(earlier.stream(), Stream.of(now)).toList();
    }

    /** Whether this run is worse than all earlier ones, of which there are some. */
    public boolean worst() {
        return !earlier.isEmpty() && better == earlier.size();
    }

    /** Whether this run is better than all earlier ones, of which there are some. */
    public boolean best() {
        return !earlier.isEmpty() && worse == earlier.size();
    }

    private static Standing standing(Claim claim, TrendPoint now, List<TrendPoint> earlier) {
        double[] values = earlier.stream().mapToDouble(TrendPoint::value).toArray();
        int less = (int) earlier.stream().filter(one -> one.value() < now.value()).count();
        int more = (int) earlier.stream().filter(one -> one.value() > now.value()).count();
        return new Standing(
                claim,
                now,
                earlier,
                values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Medians.of(values)),
                claim.moreIsBetter() ? less : more,
                claim.moreIsBetter() ? more : less);
    }

    /** Of each run at most one, though a scenario may judge one number twice. */
    private static List<TrendPoint> points(Claim claim, List<Result> results) {
        return results.stream()
                .flatMap(result -> result.claims().stream()
                        .filter(one -> one.indicator().equals(claim.indicator()) && one.about().equals(claim.about()))
                        .findFirst()
                        .flatMap(one -> TrendPoint.of(result, one))
                        .stream())
                .toList();
    }
}
