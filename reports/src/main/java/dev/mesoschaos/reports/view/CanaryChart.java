package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.view.CanaryFate.Kind;
import dev.mesoschaos.reports.view.Chart.Form;
import dev.mesoschaos.reports.view.Chart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Time to running of each canary by when it was due; those that never ran at their deadline, in another colour. */
final class CanaryChart {

    private CanaryChart() {}

    static Chart of(List<CanaryFate> canaries, Axis axis) {
        List<Double> x = new ArrayList<>();
        List<Double> inTime = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        List<Double> never = new ArrayList<>();
        for (CanaryFate canary : drawn(canaries, axis)) {
            double y = Math.round(canary.atLeastSeconds() * 1000) / 1000.0;
            x.add(axis.at(canary.due()));
            inTime.add(canary.kind() == Kind.IN_TIME ? y : null);
            late.add(canary.kind() == Kind.LATE ? y : null);
            never.add(canary.kind() == Kind.NEVER ? y : null);
        }
        return new Chart(
                "chart-canaries",
                "s",
                true,
                x,
                List.of(
                        new Series("in time", Form.POINTS, "good", inTime),
                        new Series("late", Form.POINTS, "warn", late),
                        new Series("never, by its deadline", Form.POINTS, "bad", never)));
    }

    /** Thinned by kind, so that the few that failed are not lost among the many that did not. */
    private static List<CanaryFate> drawn(List<CanaryFate> canaries, Axis axis) {
        return Stream.of(Kind.IN_TIME, Kind.LATE, Kind.NEVER)
                .map(kind -> canaries.stream().filter(canary -> canary.kind() == kind).toList())
                .flatMap(some -> MinMax.of(some, canary -> axis.at(canary.due()), CanaryFate::atLeastSeconds).stream())
                .sorted(Comparator.comparing(CanaryFate::due))
                .toList();
    }
}
