package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.probes.history.Tasks;
import dev.mesoschaos.probes.history.Witnesses;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The instances of all apps that must be there: every slot that ever ran.
 *
 * @param tasks of each slot; only of apps about which something can be said
 * @param witnesses whose word there is about each app
 * @param inBaseline how many of the slots ran in the steady state before the method
 */
record AppSlots(Map<String, List<TaskHistory>> tasks, Witnesses witnesses, long inBaseline) {

    static AppSlots of(Timeline timeline) {
        Tasks all = Tasks.of(timeline);
        Witnesses witnesses = Witnesses.of(timeline, all);
        Instant horizon = timeline.horizon();
        Map<String, List<TaskHistory>> tasks = new TreeMap<>(all.bySlot());
        tasks.values().removeIf(slot -> slot.stream().allMatch(
                task -> task.runningTimes(horizon).isEmpty() || witnesses.mute().contains(task.app())));
        long inBaseline = timeline.baseline().map(window -> ranIn(window, tasks.values())).orElse(0L);
        return new AppSlots(tasks, witnesses, inBaseline);
    }

    private static long ranIn(Window window, Collection<List<TaskHistory>> slots) {
        return slots.stream()
                .filter(slot -> slot.stream().anyMatch(task -> task.runningAt(window.to())))
                .count();
    }

    /** What was looked at, in words. */
    String population() {
        return tasks.size() + " app instances that ever ran, " + inBaseline + " of them in the steady state before the"
                + " method" + witnesses.caveat();
    }
}
