package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.view.Chart.Across;
import dev.mesoschaos.reports.view.Chart.Form;
import dev.mesoschaos.reports.view.Chart.Mark;
import dev.mesoschaos.reports.view.Chart.Series;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.verdict.Claim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The share of single times that were over, by the time since the fault took effect. What never ended keeps the curve
 * from its top; from where the first of these was last looked at, it is a lower bound and dashed.
 */
final class ReschedulingCurve {

    private static final double PERCENT = 100;

    private ReschedulingCurve() {}

    static Panel of(Claim claim) {
        List<Sample> samples = claim.measured().samples();
        long over = samples.stream().filter(sample -> !sample.censored()).count();
        double known = samples.stream()
                .filter(Sample::censored)
                .mapToDouble(Sample::value)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        TreeMap<Double, Double> solid = new TreeMap<>();
        TreeMap<Double, Double> dashed = new TreeMap<>();
        solid.put(0.0, 0.0);
        long count = 0;
        for (Sample sample : samples.stream().sorted((a, b) -> Double.compare(a.value(), b.value())).toList()) {
            count += sample.censored() ? 0 : 1;
            double share = Math.round(PERCENT * PERCENT * count / samples.size()) / PERCENT;
            double at = Math.round(sample.value() * 1000) / 1000.0;
            (sample.value() >= known ? dashed : solid).put(at, share);
        }
        if (dashed.isEmpty()) {
            solid.put(Math.max(claim.limit().orElse(0), solid.lastKey() * 1.05), solid.lastEntry().getValue());
        } else {
            dashed.putIfAbsent(solid.lastKey(), solid.lastEntry().getValue());
        }
        String id = "curve-" + claim.id();
        String summary = over + " of " + samples.size() + " were over by the end of measuring (n = " + samples.size() + ")"
                + (over == samples.size() ? "." : "; the rest is a censored tail, dashed: they took longer than was seen.");
        return new Panel(id, "Cumulative share that was over, by time since the fault took effect", summary,
                chart(id, claim, solid, dashed));
    }

    private static Chart chart(String id, Claim claim, NavigableMap<Double, Double> solid, NavigableMap<Double, Double> dashed) {
        NavigableMap<Double, Double> all = new TreeMap<>(solid);
        all.putAll(dashed);
        List<Series> series = new ArrayList<>();
        series.add(new Series("over", Form.STEPS, "series-1", aligned(all.keySet(), solid)));
        if (!dashed.isEmpty()) {
            series.add(new Series("at least over", Form.STEPS_OPEN, "bad", aligned(all.keySet(), dashed)));
        }
        List<Mark> marks = new ArrayList<>();
        claim.floor().ifPresent(floor -> marks.add(new Mark("floor", floor.least(), "ink")));
        claim.limit().ifPresent(limit -> marks.add(new Mark("limit", limit, "bad")));
        Across across = new Across("since the fault took effect", "s", false, marks);
        return new Chart(id, "%", true, List.copyOf(all.keySet()), series, Optional.of(across));
    }

    private static List<Double> aligned(Collection<Double> x, NavigableMap<Double, Double> values) {
        return new ArrayList<>(x.stream().map(values::get).toList());
    }
}
