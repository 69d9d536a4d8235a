package dev.mesoschaos.probes.history;

import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sets of moments, as windows that are not empty. */
public final class Spans {

    private Spans() {}

    /** The moments in any of these windows: in order, none touching another. */
    public static List<Window> union(List<Window> windows) {
        List<Window> joined = new ArrayList<>();
        for (Window window : inOrder(windows)) {
            if (!joined.isEmpty() && !joined.getLast().to().isBefore(window.from())) {
                Window last = joined.removeLast();
                joined.add(new Window(last.from(), later(last.to(), window.to())));
            } else {
                joined.add(window);
            }
        }
        return joined;
    }

    /** The moments in a window of the one list and in a window of the other. */
    public static List<Window> both(List<Window> some, List<Window> others) {
        List<Window> both = new ArrayList<>();
        for (Window one : some) {
            for (Window other : others) {
                Window common = new Window(later(one.from(), other.from()), earlier(one.to(), other.to()));
                if (common.from().isBefore(common.to())) {
                    both.add(common);
                }
            }
        }
        return union(both);
    }

    /** How long windows are together, each moment counted as often as it is there. */
    public static Duration length(List<Window> windows) {
        return windows.stream().map(Window::length).reduce(Duration.ZERO, Duration::plus);
    }

    private static List<Window> inOrder(List<Window> windows) {
        return windows.stream()
                .filter(window -> window.from().isBefore(window.to()))
                .sorted(Comparator.comparing(Window::from))
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
