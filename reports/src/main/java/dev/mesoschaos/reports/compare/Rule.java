package dev.mesoschaos.reports.compare;

import dev.mesoschaos.reports.compare.ObjectiveChange.Side;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Decides what changed in one objective. The first of these that has an answer decides:
 *
 * <ol>
 *   <li>it was kept by all runs of one group and missed by all of the other;
 *   <li>enough runs on both sides: Mann and Whitney's test on the runs' numbers, at 1 %, two-sided;
 *   <li>fewer runs: of shares Fisher's exact test on the counts, of all else Mann and Whitney's test on the single values,
 *       each pooled over the runs of a group, and a distance that the cluster's flags alone can make does not count: all
 *       tasks of a run wait for the same ping. That tells these runs apart, and not yet what made them.
 * </ol>
 *
 * What came back too late to be seen counts with the least it can be.
 */
final class Rule {

    private final List<Claim> first;
    private final List<Claim> second;
    private final boolean moreIsBetter;
    private final Unit unit;

    Rule(List<Claim> first, List<Claim> second) {
        this.first = first;
        this.second = second;
        this.moreIsBetter = first.getFirst().moreIsBetter();
        this.unit = first.getFirst().unit();
    }

    ObjectiveChange decide() {
        List<Double> before = values(first);
        List<Double> after = values(second);
        if (before.isEmpty() || after.isEmpty()) {
            return change(OptionalDouble.empty(), OptionalDouble.empty(), Change.UNDECIDED,
                    "nothing was measured on a side");
        }
        Shift runs = Shift.of(before, after);
        OptionalDouble distance = OptionalDouble.of(runs.distance());
        if (flipped(first, second)) {
            return change(distance, OptionalDouble.empty(), Change.WORSE, "kept by every run of A, missed by every run of B");
        }
        if (flipped(second, first)) {
            return change(distance, OptionalDouble.empty(), Change.BETTER, "missed by every run of A, kept by every run of B");
        }
        if (runs.answerable()) {
            return tested(distance, runs.p(), "the runs' numbers");
        }
        return unit == Unit.RATIO ? shares(distance) : singleValues(distance);
    }

    private ObjectiveChange shares(OptionalDouble distance) {
        int[][] counts = {counts(first), counts(second)};
        boolean countable = first.stream().allMatch(Rule::countable) && second.stream().allMatch(Rule::countable);
        if (!countable) {
            return few(distance);
        }
        return tested(distance, FisherExactTest.withDefaults().test(counts).getPValue(), "the counts of single runs");
    }

    private ObjectiveChange singleValues(OptionalDouble distance) {
        List<Double> before = samples(first);
        List<Double> after = samples(second);
        if (before.isEmpty() || after.isEmpty()) {
            return few(distance);
        }
        Shift shift = Shift.of(before, after);
        if (!shift.answerable()) {
            return few(distance);
        }
        if (Math.abs(shift.distance()) <= slack()) {
            return change(OptionalDouble.of(shift.distance()), OptionalDouble.empty(), Change.SAME, String.format(
                    Locale.ROOT, "within the %.3f s that the cluster's flags alone can make between two runs", slack()));
        }
        return tested(OptionalDouble.of(shift.distance()), shift.p(), "the single values of few runs");
    }

    /** What flags let a number vary by, from one run to the next. */
    private double slack() {
        return Stream.concat(first.stream(), second.stream())
                .flatMap(claim -> claim.floor().stream())
                .mapToDouble(floor -> floor.most() - floor.least())
                .max()
                .orElse(0);
    }

    private ObjectiveChange few(OptionalDouble distance) {
        return change(distance, OptionalDouble.empty(), Change.UNDECIDED,
                "too few numbers: repeat the scenario until each side has five runs or more");
    }

    private ObjectiveChange tested(OptionalDouble distance, double p, String what) {
        boolean differs = p < Shift.LEVEL && distance.getAsDouble() != 0;
        boolean better = distance.getAsDouble() > 0 == moreIsBetter;
        Change change = !differs ? Change.SAME : better ? Change.BETTER : Change.WORSE;
        return change(distance, OptionalDouble.of(p), change, String.format(Locale.ROOT, "p = %.3f on %s", p, what));
    }

    private ObjectiveChange change(OptionalDouble distance, OptionalDouble p, Change change, String why) {
        Claim claim = first.getFirst();
        return new ObjectiveChange(
                claim.indicator(), claim.about(), unit, moreIsBetter, side(first), side(second), distance, p, change, why);
    }

    private static boolean flipped(List<Claim> from, List<Claim> to) {
        return from.stream().allMatch(claim -> claim.verdict() == Verdict.PASSED)
                && to.stream().allMatch(claim -> claim.verdict() == Verdict.FAILED);
    }

    /** Whether its share is one of things counted, one by one. */
    private static boolean countable(Claim claim) {
        Measurement measured = claim.measured();
        double value = measured.value().orElse(-1);
        return value >= 0 && value <= 1 && measured.n() > 0 && measured.interval().isEmpty();
    }

    private static int[] counts(List<Claim> claims) {
        long all = claims.stream().mapToLong(claim -> claim.measured().n()).sum();
        long good = claims.stream()
                .mapToLong(claim -> Math.round(claim.measured().value().orElse(0) * claim.measured().n()))
                .sum();
        return new int[] {Math.toIntExact(good), Math.toIntExact(all - good)};
    }

    private static List<Double> values(List<Claim> claims) {
        return claims.stream()
                .map(claim -> claim.measured().value())
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
    }

    private static List<Double> samples(List<Claim> claims) {
        return claims.stream()
                .flatMap(claim -> claim.measured().samples().stream())
                .map(Measurement.Sample::value)
                .toList();
    }

    private static Side side(List<Claim> claims) {
        double[] sorted = values(claims).stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int kept = (int) claims.stream().filter(claim -> claim.verdict() == Verdict.PASSED).count();
        if (sorted.length == 0) {
            return new Side(claims.size(), kept, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }
        return new Side(
                claims.size(),
                kept,
                OptionalDouble.of(Medians.of(sorted)),
                Arrays.stream(sorted).min(),
                Arrays.stream(sorted).max());
    }
}
