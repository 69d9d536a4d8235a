package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.AppSpec.Spread;
import dev.mesoschaos.scenarios.workload.CanaryRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;

/** One scheduling canary: launched again when it is lost, until it ran once or its deadline has passed. */
final class Canary {

    /** What canaries are spread among; no app has such a name. */
    static final String APP = "@canary";

    private static final AppSpec.Program NOTHING = new AppSpec.Program.Command("exit 0");

    private final CanaryRequest request;
    private int attempts;
    private Optional<Instance> current = Optional.empty();
    private Optional<Instance> last = Optional.empty();
    private boolean written;
    private boolean gaveUp;
    private boolean heldBack;

    Canary(CanaryRequest request) {
        this.request = request;
    }

    Optional<Want> want(Instant now) {
        if (written || current.isPresent() || !now.isBefore(request.due().plus(request.deadline()))) {
            return Optional.empty();
        }
        return Optional.of(new Want(
                id() + "-" + (attempts + 1),
                id(),
                APP,
                NOTHING,
                new Need(request.cpus(), request.memMb(), false),
                Spread.RACK,
                request.rack(),
                false));
    }

    void launched(Instance task) {
        attempts++;
        current = Optional.of(task);
        last = current;
    }

    /** A task of this canary changed; the outcome, when that is it. */
    Optional<Event.Canary> changed(Instance task, Instant at) {
        boolean ran = task.stage() == Instance.Stage.RUNNING || task.state() == TaskState.TASK_FINISHED;
        if (!task.isAlive() && current.filter(task::equals).isPresent()) {
            current = Optional.empty();
        }
        return ran && !written ? Optional.of(outcome(Optional.of(task), Optional.of(at), "")) : Optional.empty();
    }

    /** The outcome of a canary that did not run by a moment after its deadline. */
    Optional<Event.Canary> expired(Instant now, Duration grace, boolean subscribed) {
        if (written || now.isBefore(request.due().plus(request.deadline()).plus(grace))) {
            return Optional.empty();
        }
        gaveUp = true;
        return Optional.of(outcome(last, Optional.empty(), reason(subscribed)));
    }

    private Event.Canary outcome(Optional<Instance> task, Optional<Instant> running, String detail) {
        written = true;
        return new Event.Canary(
                request.due(),
                id(),
                task.map(Instance::launched),
                running,
                request.deadline(),
                task.map(known -> known.agent().host()).orElse(""),
                detail);
    }

    private String reason(boolean subscribed) {
        if (last.isEmpty()) {
            return subscribed ? unplaced() : "no master: the framework is not subscribed";
        }
        return "launched " + attempts + " times, the last on " + last.get().agent().host() + ", where it is "
                + last.get().state();
    }

    private String unplaced() {
        return heldBack
                ? "it had to wait for others: no more than " + request.atOnce() + " may be under way"
                : "no offer had room for it" + request.rack().map(rack -> " in rack " + rack).orElse("");
    }

    String id() {
        return request.id();
    }

    int atOnce() {
        return request.atOnce();
    }

    /** Takes note that as many others are under way as may be, or not any more. */
    void holdBack(boolean wait) {
        heldBack = wait;
    }

    Optional<Instance> current() {
        return current;
    }

    /** Whether nothing of it is left to be seen to. */
    boolean isOver() {
        return written && current.isEmpty();
    }

    /** Whether a living task does nobody any good: it was replaced, or its time is up. */
    boolean isTooMany(Instance task) {
        return task.isAlive() && (gaveUp || current.filter(task::equals).isEmpty());
    }
}
