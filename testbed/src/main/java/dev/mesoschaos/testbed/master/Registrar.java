package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.registry.Registry;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Writes changes of the registry, one write in flight, whatever came up meanwhile in the next one (mesos-facts section
 * 6). After one failed write there is no other: each later change fails at once (statement 59).
 */
final class Registrar {

    private final Cluster cluster;
    private final Registry registry;
    private final Executor actor;
    private final Consumer<String> fatal;
    private final List<Change> queued = new ArrayList<>();
    private Optional<String> broken = Optional.empty();
    private boolean writing;

    private record Change(UnaryOperator<RegistryState> edit, Runnable done, Consumer<String> failed) {}

    /**
     * Makes the writer.
     *
     * @param fatal ends this master, because it cannot write what it must
     */
    Registrar(Cluster cluster, Registry registry, Executor actor, Consumer<String> fatal) {
        this.cluster = cluster;
        this.registry = registry;
        this.actor = actor;
        this.fatal = fatal;
    }

    /** Makes a change of an agent, without which a leader must not go on; {@code done} runs on the actor. */
    void apply(UnaryOperator<RegistryState> edit, Runnable done) {
        apply(edit, done, fatal);
    }

    /** Makes a change that may fail; either callback runs on the actor. */
    void apply(UnaryOperator<RegistryState> edit, Runnable done, Consumer<String> failed) {
        if (broken.isPresent()) {
            failed.accept(broken.get());
            return;
        }
        queued.add(new Change(edit, done, failed));
        if (!writing) {
            write();
        }
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
            writing = false;
            if (problem != null) {
                fail(batch, problem);
                return;
            }
            cluster.registry(written);
            batch.forEach(change -> change.done.run());
            if (!queued.isEmpty() && !writing) {
                write();
            }
        }, actor);
    }

    private void fail(List<Change> batch, Throwable problem) {
        Throwable cause = problem instanceof CompletionException && problem.getCause() != null
                ? problem.getCause()
                : problem;
        String why = "Failed to update registry: " + cause.getMessage();
        broken = Optional.of(why);
        List<Change> all = new ArrayList<>(batch);
        all.addAll(queued);
        queued.clear();
        all.forEach(change -> change.failed.accept(why));
    }
}
