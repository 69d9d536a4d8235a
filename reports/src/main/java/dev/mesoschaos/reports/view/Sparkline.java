package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.trend.TrendPoint;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Sentences;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A small chart of an objective's numbers, run after run, with the limit each was judged by.
 *
 * @param line through all numbers, as points of a polyline
 * @param limit the same of their limits; empty when a run has none
 * @param least of the numbers, with its unit
 */
public record Sparkline(String line, String limit, List<Dot> dots, String least, String most) {

    static final int WIDTH = 240;
    static final int HEIGHT = 48;
    private static final double EDGE = 5;

    /** Of numbers in the order of their time. */
    public static Sparkline of(List<TrendPoint> points, Unit unit) {
        double low = all(points).min().orElse(0);
        double high = all(points).max().orElse(0);
        if (points.isEmpty()) {
            return new Sparkline("", "", List.of(), Words.NONE, Words.NONE);
        }
        List<Dot> dots = new ArrayList<>();
        List<String> limits = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            TrendPoint point = points.get(i);
            String x = number(x(i, points.size()));
            point.limit().ifPresent(limit -> limits.add(x + "," + number(y(limit, low, high))));
            dots.add(new Dot(
                    x,
                    number(y(point.value(), low, high)),
                    point.verdict() == Verdict.FAILED ? "missed" : "kept",
                    Words.moment(point.started()) + ": " + (point.censored() ? "≥ " : "")
                            + Sentences.value(point.value(), unit) + ", mesos-chaos " + point.version()));
        }
        return new Sparkline(
                dots.stream().map(dot -> dot.x() + "," + dot.y()).collect(Collectors.joining(" ")),
                limits.size() == points.size() ? String.join(" ", limits) : "",
                dots,
                Sentences.value(points.stream().mapToDouble(TrendPoint::value).min().orElseThrow(), unit),
                Sentences.value(points.stream().mapToDouble(TrendPoint::value).max().orElseThrow(), unit));
    }

    /** At most two digits after the point, as SVG and people like it. */
    public static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static DoubleStream all(List<TrendPoint> points) {
        return points.stream().flatMapToDouble(point -> DoubleStream.concat(DoubleStream.of(point.value()), point.limit().stream()));
    }

    private static double x(int i, int count) {
        return count == 1 ? WIDTH / 2.0 : EDGE + i * (WIDTH - 2 * EDGE) / (count - 1);
    }

    private static double y(double value, double low, double high) {
        double share = high > low ? (value - low) / (high - low) : 0.5;
        return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
    }

    /** One run. */
    public record Dot(String x, String y, String style, String title) {}
}
