package dev.mesoschaos.reports.view;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A chart as data for the page's script.
 *
 * @param id stable anchor
 * @param unit of the values
 * @param fromZero whether the value axis starts at zero
 * @param x rising; seconds since the start of the run where {@code across} is empty
 * @param across another axis than the time of the run
 */
public record Chart(
        String id, String unit, boolean fromZero, List<Double> x, List<Series> series, Optional<Across> across) {

    /** A chart over the time of the run. */
    public Chart(String id, String unit, boolean fromZero, List<Double> x, List<Series> series) {
        this(id, unit, fromZero, x, series, Optional.empty());
    }

    /**
     * An axis of its own.
     *
     * @param name what lies along it
     * @param logarithmic whether its steps are powers of ten; then all of {@code x} are above zero
     * @param marks values worth a line across the chart
     */
    public record Across(String name, String unit, boolean logarithmic, List<Mark> marks) {}

    /** A value with a name. */
    public record Mark(String label, double at, String colour) {}

    /** How a series is drawn. */
    public enum Form {
        LINE,
        POINTS,
        AREA,
        /** Each value holds until the next one. */
        STEPS,
        /** The same, dashed: up to where nobody knows better. */
        STEPS_OPEN
    }

    /**
     * One series.
     *
     * @param colour name of a colour of the style sheet
     * @param values as many as there are moments; null where there is none
     */
    public record Series(String label, Form form, String colour, List<Double> values) {
        public Series {
            values = Collections.unmodifiableList(values);
        }
    }
}
