package dev.mesoschaos.testbed.master;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Writes changes of the registry, one write in flight, whatever came up meanwhile in the next one (mesos-facts section
 * 6). A leader that cannot write must not go on, so a failed write ends it.
 */
final class Registrar {

    private final Cluster cluster;
    private final Registry registry;
    private final Executor actor;
    private final Consumer<Throwable> failed;
    private final List<Change> queued = new ArrayList<>();
    private boolean writing;

    private record Change(UnaryOperator<RegistryState> edit, Runnable done) {}

    Registrar(Cluster cluster, Registry registry, Executor actor, Consumer<Throwable> failed) {
        this.cluster = cluster;
        this.registry = registry;
        this.actor = actor;
        this.failed = failed;
    }

    /** Makes a change; {@code done} runs on the actor once a quorum has it. */
    void apply(UnaryOperator<RegistryState> edit, Runnable done) {
        queued.add(new Change(edit, done));
        if (!writing) {
            write();
        }
    }

    /** How many changes wait for the write that is under way. */
    int queued() {
        return queued.size();
    }

    private void write() {
        List<Change> batch = List.copyOf(queued);
        queued.clear();
        RegistryState next = cluster.registry();
        for (Change change : batch) {
            next = change.edit.apply(next);
        }
        RegistryState written = next;
        writing = true;
        var unused = registry.store(written).whenCompleteAsync((nothing, problem) -> {
            if (problem != null) {
                failed.accept(problem);
                return;
            }
            writing = false;
            cluster.registry(written);
            batch.forEach(change -> change.done.run());
            if (!queued.isEmpty() && !writing) {
                write();
            }
        }, actor);
    }
}
