package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.runner.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The course of a run so far, second by second, for strips of one column a second. */
final class Trail {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final char NOTHING = ' ';

    private final List<Progress> seconds = new ArrayList<>();

    /** Adds what is the case now; of one second only the last word counts. */
    void add(Progress progress) {
        long second = progress.elapsed().toSeconds();
        if (!seconds.isEmpty() && seconds.getLast().elapsed().toSeconds() == second) {
            seconds.removeLast();
        }
        seconds.add(progress);
    }

    void clear() {
        seconds.clear();
    }

    /** Names of all indicators that had a number. */
    Set<String> indicators() {
        Set<String> names = new LinkedHashSet<>();
        seconds.forEach(progress -> names.addAll(progress.headline().keySet()));
        return names;
    }

    /** When faults were open: {@code █}; else a line that is thin before the method and thick in it. */
    String faults(int columns) {
        return strip(columns, progress -> !progress.openFaults().isEmpty()
                ? '█' : progress.phase() == Phase.METHOD ? '━' : '─');
    }

    /** The shares of an indicator, from none to all; blank where nothing was measured. */
    String spark(String indicator, int columns) {
        return strip(columns, progress -> progress.headline().containsKey(indicator)
                ? bar(progress.headline().get(indicator).value()) : NOTHING);
    }

    /** How long each phase that is over took, in seconds. */
    Map<Phase, Long> phases() {
        Map<Phase, Long> began = new LinkedHashMap<>();
        seconds.forEach(progress -> began.putIfAbsent(progress.phase(), progress.elapsed().toSeconds()));
        Map<Phase, Long> took = new LinkedHashMap<>();
        Phase last = null;
        for (Phase phase : began.keySet()) {
            if (last != null) {
                took.put(last, began.get(phase) - began.get(last));
            }
            last = phase;
        }
        return took;
    }

    /** A share; what is no share, such as seconds, is all or nothing. */
    private static char bar(double share) {
        double within = Math.min(1, Math.max(0, share));
        return BARS.charAt((int) Math.round(within * (BARS.length() - 1)));
    }

    private String strip(int columns, Column column) {
        StringBuilder strip = new StringBuilder();
        List<Progress> last = seconds.subList(Math.max(0, seconds.size() - Math.max(1, columns)), seconds.size());
        last.forEach(progress -> strip.append(column.of(progress)));
        return strip.toString();
    }

    /** One column of a strip. */
    private interface Column {
        char of(Progress second);
    }
}
