package dev.mesoschaos.reports.view;

import java.util.Collections;
import java.util.List;

/**
 * A chart over the time axis, as data for the page's script.
 *
 * @param id stable anchor
 * @param unit of the values
 * @param fromZero whether the value axis starts at zero
 * @param x seconds since the start of the run, rising
 */
public record Chart(String id, String unit, boolean fromZero, List<Double> x, List<Series> series) {

    /** How a series is drawn. */
    public enum Form {
        LINE,
        POINTS,
        AREA
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
