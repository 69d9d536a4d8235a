package dev.mesoschaos.reports.trend;

import dev.mesoschaos.reports.compare.Change;
import dev.mesoschaos.reports.compare.Shift;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Claim;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One objective over time.
 *
 * @param bound as the newest run has it
 * @param points in the order of time
 * @param change what the newest runs did to it, by the rule of {@link #RULE}
 * @param distance of the newest runs from all earlier ones; empty when there are too few
 * @param why the rule's numbers in one sentence
 */
public record TrendLine(
        String indicator,
        String about,
        String bound,
        Unit unit,
        boolean moreIsBetter,
        List<TrendPoint> points,
        Change change,
        OptionalDouble distance,
        String why) {

    /** Runs that are held against all earlier ones. */
    public static final int NEWEST = 5;

    /** The rule by which a change is marked. */
    public static final String RULE = "A change is marked when the numbers of the newest " + NEWEST
            + " runs differ from those of all earlier runs of the same scenario and environment, of which there must be "
            + NEWEST + " or more: Mann and Whitney's test, two-sided, at "
            + String.format(Locale.ROOT, "%.0f %%", Shift.LEVEL * 100)
            + ". Of a hundred objectives that did not change, one is marked by chance.";

    public TrendLine {
        points = List.copyOf(points);
    }

    static TrendLine of(Claim newest, List<TrendPoint> points) {
        int earlier = points.size() - NEWEST;
        if (earlier < NEWEST) {
            return line(newest, points, Change.UNDECIDED, OptionalDouble.empty(),
                    points.size() + " of the " + 2 * NEWEST + " runs that the rule needs");
        }
        Shift shift = Shift.of(values(points.subList(0, earlier)), values(points.subList(earlier, points.size())));
        boolean better = shift.distance() > 0 == newest.moreIsBetter();
        Change change = !shift.significant() || shift.distance() == 0
                ? Change.SAME
                : better ? Change.BETTER : Change.WORSE;
        return line(newest, points, change, OptionalDouble.of(shift.distance()),
                String.format(Locale.ROOT, "p = %.3f, newest %d against %d earlier runs", shift.p(), NEWEST, earlier));
    }

    private static TrendLine line(
            Claim newest, List<TrendPoint> points, Change change, OptionalDouble distance, String why) {
        return new TrendLine(
                newest.indicator(), newest.about(), newest.bound(), newest.unit(), newest.moreIsBetter(), points, change,
                distance, why);
    }

    private static List<Double> values(List<TrendPoint> points) {
        return points.stream().map(TrendPoint::value).toList();
    }
}
