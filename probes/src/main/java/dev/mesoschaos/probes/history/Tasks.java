package dev.mesoschaos.probes.history;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tasks of all apps, without canaries, which come and go by themselves. */
public final class Tasks {

    private final Map<String, TaskHistory> byTask;

    private Tasks(Map<String, TaskHistory> byTask) {
        this.byTask = byTask;
    }

    /** Collects the histories of a journal's tasks. */
    public static Tasks of(Timeline timeline) {
        Map<String, Builder> builders = new LinkedHashMap<>();
        for (Event event : timeline.events()) {
            if (event instanceof Event.TaskLaunch launch) {
                builder(builders, launch.task(), launch.app()).known(launch.slot(), launch.host());
            } else if (event instanceof Event.TaskUpdate update) {
                Builder builder = builder(builders, update.task(), update.app());
                builder.known(update.slot(), update.host());
                builder.updates.add(update);
            } else if (event instanceof Event.TaskMark mark) {
                Builder builder = builder(builders, mark.task(), mark.app());
                builder.known("", mark.host());
                builder.marks.add(mark);
            }
        }
        Set<String> canaries = canaries(timeline);
        Map<String, TaskHistory> histories = new LinkedHashMap<>();
        builders.forEach((task, builder) -> {
            if (!canaries.contains(task) && !canaries.contains(builder.slot)) {
                histories.put(task, builder.build(task));
            }
        });
        return new Tasks(histories);
    }

    private static Set<String> canaries(Timeline timeline) {
        return Stream.concat(
                        timeline.of(Event.CanaryDue.class).stream().map(Event.CanaryDue::task),
                        timeline.of(Event.Canary.class).stream().map(Event.Canary::task))
                .collect(Collectors.toSet());
    }

    private static Builder builder(Map<String, Builder> builders, String task, String app) {
        return builders.computeIfAbsent(task, key -> new Builder(app));
    }

    /** All of them, in the order in which they were first heard of. */
    public Collection<TaskHistory> all() {
        return byTask.values();
    }

    /** Tasks by app and slot, sorted; those without a known slot are left out. */
    public Map<String, List<TaskHistory>> bySlot() {
        return all().stream()
                .filter(task -> !task.slot().isEmpty())
                .collect(Collectors.groupingBy(TaskHistory::slot, TreeMap::new, Collectors.toList()));
    }

    /** Tasks that stand for the same slot as this one, apart from itself. */
    public List<TaskHistory> others(TaskHistory one) {
        return all().stream()
                .filter(task -> task.app().equals(one.app())
                        && task.slot().equals(one.slot())
                        && !task.task().equals(one.task()))
                .toList();
    }

    private static final class Builder {
        private final String app;
        private String slot = "";
        private String host = "";
        private final List<Event.TaskUpdate> updates = new ArrayList<>();
        private final List<Event.TaskMark> marks = new ArrayList<>();

        private Builder(String app) {
            this.app = app;
        }

        private void known(String someSlot, String someHost) {
            slot = slot.isEmpty() ? someSlot : slot;
            host = host.isEmpty() ? someHost : host;
        }

        private TaskHistory build(String task) {
            return new TaskHistory(app, slot, task, host, updates, marks);
        }
    }
}
