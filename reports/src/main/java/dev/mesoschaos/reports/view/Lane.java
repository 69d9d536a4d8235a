package dev.mesoschaos.reports.view;

import java.util.List;

/**
 * One lane of the time line.
 *
 * @param bars states that last
 * @param ticks things that happen
 */
public record Lane(String name, List<Bar> bars, List<Tick> ticks) {

    /**
     * A state that lasts.
     *
     * @param from seconds since the start of the run
     * @param to the same
     * @param colour name of a colour of the style sheet
     * @param open whether nobody knows that it ended
     */
    public record Bar(double from, double to, String colour, String text, boolean open) {}

    /** Something that happens, {@code at} seconds after the start of the run. */
    public record Tick(double at, String colour, String text) {}

    boolean isEmpty() {
        return bars.isEmpty() && ticks.isEmpty();
    }
}
