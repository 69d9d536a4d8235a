package dev.mesoschaos.reports.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Thins points out for drawing, and keeps the lowest and the highest of each stretch: no peak is ever lost. */
final class MinMax {

    /** More points than a wide screen has pixels are of no use to anybody. */
    static final int MOST = 4000;

    private MinMax() {}

    /**
     * All points, where they are few; else at most two for each of half as many stretches as there may be points.
     *
     * @param points rising in {@code x}
     */
    static <T> List<T> of(List<T> points, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        if (points.size() <= MOST) {
            return points;
        }
        double from = x.applyAsDouble(points.getFirst());
        double width = (x.applyAsDouble(points.getLast()) - from) / (MOST / 2 - 1);
        Map<Long, List<T>> stretches = points.stream().collect(Collectors.groupingBy(
                point -> (long) ((x.applyAsDouble(point) - from) / width), TreeMap::new, Collectors.toList()));
        List<T> kept = new ArrayList<>();
        stretches.values().forEach(stretch -> {
            T low = stretch.stream().min(Comparator.comparingDouble(y)).orElseThrow();
            T high = stretch.stream().max(Comparator.comparingDouble(y)).orElseThrow();
            Stream.of(low, high).distinct().sorted(Comparator.comparingDouble(x)).forEach(kept::add);
        });
        return kept;
    }
}
