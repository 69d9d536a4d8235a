package dev.mesoschaos.probes.history;

import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The instances that apps are meant to have: every slot that ever had a running task. */
public final class Instances {

    private Instances() {}

    /** The tasks of each slot, by app and then by slot, of the app that is asked for or of all. */
    public static Map<String, Map<String, List<TaskHistory>>> of(Timeline timeline, Query query) {
        Instant horizon = timeline.horizon();
        Map<String, List<TaskHistory>> slots = new TreeMap<>(Tasks.of(timeline).bySlot());
        slots.values().removeIf(tasks -> tasks.stream().allMatch(task -> task.runningTimes(horizon).isEmpty())
                || !query.app().map(tasks.getFirst().app()::equals).orElse(true));
        return slots.entrySet().stream().collect(Collectors.groupingBy(
                slot -> slot.getValue().getFirst().app(),
                TreeMap::new,
                Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new)));
    }
}
