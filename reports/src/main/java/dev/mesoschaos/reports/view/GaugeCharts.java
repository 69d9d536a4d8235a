package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.view.Chart.Form;
import dev.mesoschaos.reports.view.Chart.Series;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Gauges as charts, one for each series. */
final class GaugeCharts {

    private GaugeCharts() {}

    static List<Panel> of(Timeline timeline, Axis axis) {
        Map<String, List<Event.Gauge>> series = new LinkedHashMap<>();
        for (Event.Gauge gauge : timeline.of(Event.Gauge.class)) {
            series.computeIfAbsent(gauge.series(), name -> new ArrayList<>()).add(gauge);
        }
        List<Panel> panels = new ArrayList<>();
        series.forEach((name, gauges) -> panels.add(panel("chart-gauge-" + (panels.size() + 1), name, gauges, axis)));
        return panels;
    }

    private static Panel panel(String id, String name, List<Event.Gauge> gauges, Axis axis) {
        String unit = gauges.getFirst().unit();
        Map<Instant, Event.Gauge> byTime = new TreeMap<>();
        gauges.forEach(gauge -> byTime.put(gauge.at(), gauge));
        List<Event.Gauge> drawn =
                MinMax.of(List.copyOf(byTime.values()), gauge -> axis.at(gauge.at()), Event.Gauge::value);
        Series values = new Series(name, Form.LINE, "series-1", drawn.stream().map(Event.Gauge::value).toList());
        List<Double> x = drawn.stream().map(gauge -> axis.at(gauge.at())).toList();
        DoubleSummaryStatistics all =
                gauges.stream().mapToDouble(Event.Gauge::value).summaryStatistics();
        String summary = String.format(
                Locale.ROOT,
                "%d values, lowest %.1f %s, mean %.1f %s, highest %.1f %s.",
                all.getCount(),
                all.getMin(),
                unit,
                all.getAverage(),
                unit,
                all.getMax(),
                unit);
        return new Panel(id, name, summary, new Chart(id, unit, true, x, List.of(values)));
    }
}
