package dev.mesoschaos.reports.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    int size() {
        return bars.size() + ticks.size();
    }

    /** The same without what no screen could show: what lies closer together than {@code seconds} becomes one. */
    Lane thinned(double seconds) {
        List<Bar> fewerBars = new ArrayList<>();
        for (Bar bar : bars) {
            Bar last = fewerBars.isEmpty() ? null : fewerBars.getLast();
            if (last != null && last.colour.equals(bar.colour) && last.text.equals(bar.text) && bar.from - last.to < seconds) {
                fewerBars.removeLast();
                fewerBars.add(new Bar(last.from, Math.max(last.to, bar.to), bar.colour, bar.text, last.open || bar.open));
            } else {
                fewerBars.add(bar);
            }
        }
        Map<String, List<Tick>> crowds = new LinkedHashMap<>();
        for (Tick tick : ticks) {
            crowds.computeIfAbsent(tick.colour + Math.floor(tick.at / seconds), key -> new ArrayList<>()).add(tick);
        }
        return new Lane(name, fewerBars, crowds.values().stream().map(Lane::one).toList());
    }

    private static Tick one(List<Tick> crowd) {
        Tick first = crowd.getFirst();
        return crowd.size() == 1
                ? first
                : new Tick(first.at, first.colour, first.text + ", and " + (crowd.size() - 1) + " more at that time");
    }
}
