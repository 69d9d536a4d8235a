package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.model.AppSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps every slot of every app filled with exactly one task. Belongs to one thread. */
final class Slots {

    private static final Duration LONGEST_LAUNCH = Duration.ofSeconds(20);

    private final Map<String, AppSpec> apps = new LinkedHashMap<>();
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final Map<String, Integer> attemptsOfDeleted = new HashMap<>();

    Slots(List<AppSpec> apps, Instant now) {
        apps.forEach(app -> add(app, now));
    }

    /** Wants an app from now on; one of that name that is wanted already stays as it is. */
    void add(AppSpec app, Instant now) {
        if (apps.putIfAbsent(app.app(), app) != null) {
            return;
        }
        for (int index = 0; index < app.instances(); index++) {
            int attempts = attemptsOfDeleted.getOrDefault(Slot.name(app, index), 0);
            slots.put(Slot.name(app, index), new Slot(app, index, attempts, now));
        }
    }

    /** Wants an app no more; its tasks are left to the caller. */
    void delete(String app) {
        apps.remove(app);
        slots.values().removeIf(slot -> {
            boolean deleted = slot.app().app().equals(app);
            if (deleted) {
                attemptsOfDeleted.put(slot.name(), slot.attempts());
            }
            return deleted;
        });
    }

    /** The apps that are wanted. */
    List<AppSpec> apps() {
        return List.copyOf(apps.values());
    }

    /** There is a master to ask from now on. */
    void subscribed(Instant now) {
        slots.values().forEach(slot -> slot.subscribed(now));
    }

    /** The tasks to be launched now. */
    List<Want> wants(Instant now) {
        return slots.values().stream().map(slot -> slot.want(now)).flatMap(Optional::stream).toList();
    }

    /** Takes note of a launch. */
    void launched(Instance task) {
        slots.get(task.slot()).launched(task);
    }

    /** The task whose loss made a launch necessary. */
    Optional<String> replaces(String slot) {
        return slots.get(slot).lost();
    }

    /**
     * A task's stage may have changed.
     *
     * @return the task that is one too many now
     */
    Optional<Instance> changed(Instance task, Instant now) {
        Slot slot = slots.get(task.slot());
        if (slot.current().filter(task::equals).isPresent()) {
            if (!task.isAlive()) {
                slot.emptied(now);
            }
            return Optional.empty();
        }
        if (!task.isAlive()) {
            return Optional.empty();
        }
        if (slot.current().isEmpty()) {
            slot.adopt(task);
            return Optional.empty();
        }
        return Optional.of(oneTooMany(slot, slot.current().get(), task));
    }

    /**
     * Of a task that came back and its replacement one must go: the one that came back, unless it is running and to keep
     * it evens the spread out.
     */
    private Instance oneTooMany(Slot slot, Instance replacement, Instance returned) {
        List<Agent> now = placed(slot.app().app());
        List<Agent> then = new ArrayList<>(now);
        then.remove(replacement.agent());
        then.add(returned.agent());
        AppSpec.Spread spread = slot.app().spread();
        if (returned.stage() == Instance.Stage.RUNNING
                && Placement.unevenness(then, spread) < Placement.unevenness(now, spread)) {
            slot.adopt(returned);
            return replacement;
        }
        return returned;
    }

    /** Gives up launches that take too long; the tasks to kill. */
    List<Instance> overdue(Instant now) {
        List<Instance> late = new ArrayList<>();
        for (Slot slot : slots.values()) {
            slot.current()
                    .filter(task -> task.stage() == Instance.Stage.LAUNCHING
                            && now.isAfter(task.launched().plus(LONGEST_LAUNCH)))
                    .ifPresent(task -> {
                        slot.emptied(now);
                        late.add(task);
                    });
        }
        return late;
    }

    /** Where the instances of each app are, or are about to be. */
    Map<String, List<Agent>> placed() {
        return slots.values().stream().collect(Collectors.groupingBy(
                slot -> slot.app().app(),
                Collectors.flatMapping(slot -> slot.current().map(Instance::agent).stream(), Collectors.toList())));
    }

    private List<Agent> placed(String app) {
        return placed().getOrDefault(app, List.of());
    }

    /** The running instances of each app. */
    Map<String, List<Instance>> running() {
        return slots.values().stream().filter(Slot::isRunning).collect(Collectors.groupingBy(
                slot -> slot.app().app(),
                Collectors.mapping(slot -> slot.current().orElseThrow(), Collectors.toUnmodifiableList())));
    }

    /** How many slots have no running task. */
    int missing() {
        return (int) slots.values().stream().filter(slot -> !slot.isRunning()).count();
    }
}
