package dev.mesoschaos.workloads.framework;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sees to it that tasks that must go do go: a kill may be lost, or only be remembered by a master that then dies, so it is
 * said again until the task has ended (mesos-facts 2.1, 11-19).
 */
final class Executioner {

    private static final Duration REPEAT_AFTER = Duration.ofSeconds(5);

    private final Consumer<Call> master;
    private final Map<Instance, Instant> killedAt = new LinkedHashMap<>();

    Executioner(Consumer<Call> master) {
        this.master = master;
    }

    /** Kills a task, now and until it has ended; nothing happens when it is being killed already. */
    void doom(Instance task, Instant now) {
        if (!killedAt.containsKey(task)) {
            kill(task, now);
        }
    }

    boolean isDoomed(Instance task) {
        return killedAt.containsKey(task);
    }

    /** Kills again what is still alive. */
    void repeat(Instant now) {
        killedAt.keySet().removeIf(task -> task.stage() == Instance.Stage.ENDED);
        killedAt.entrySet().stream()
                .filter(entry -> entry.getKey().isAlive() && now.isAfter(entry.getValue().plus(REPEAT_AFTER)))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(task -> kill(task, now));
    }

    /** Doomed tasks that run all the same, as far as is known. */
    Stream<Instance> alive() {
        return killedAt.keySet().stream().filter(Instance::isAlive);
    }

    /** Kills a task that shows itself again. */
    void kill(Instance task, Instant now) {
        killedAt.put(task, now);
        master.accept(new Call.Kill(task.task(), task.agent().id()));
    }
}
