package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When many things were there at the same time. */
final class Crowd {

    private Crowd() {}

    /** The stretches in which more than {@code enough} of these windows were open, in order. */
    static List<Window> above(int enough, List<Window> windows) {
        TreeMap<Instant, Integer> changes = new TreeMap<>();
        windows.forEach(window -> {
            changes.merge(window.from(), 1, Integer::sum);
            changes.merge(window.to(), -1, Integer::sum);
        });
        List<Window> above = new ArrayList<>();
        Instant since = null;
        int open = 0;
        for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
            open += change.getValue();
            if (open > enough && since == null) {
                since = change.getKey();
            } else if (open <= enough && since != null) {
                above.add(new Window(since, change.getKey()));
                since = null;
            }
        }
        return above;
    }
}
