package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.AppSpec.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;

/** One scheduling canary: launched again when it is lost, until it ran once or its deadline has passed. */
final class Canary {

    /** What canaries are spread among; no app has such a name. */
    static final String APP = "@canary";

    private static final AppSpec.Program NOTHING = new AppSpec.Program.Command("exit 0");

    private final String id;
    private final Instant due;
    private final Duration deadline;
    private final Need need;
    private int attempts;
    private Optional<Instance> current = Optional.empty();
    private Optional<Instance> last = Optional.empty();
    private boolean written;
    private boolean gaveUp;

    Canary(String id, Instant due, Duration deadline, Need need) {
        this.id = id;
        this.due = due;
        this.deadline = deadline;
        this.need = need;
    }

    Optional<Want> want(Instant now) {
        if (written || current.isPresent() || !now.isBefore(due.plus(deadline))) {
            return Optional.empty();
        }
        return Optional.of(new Want(id + "-" + (attempts + 1), id, APP, NOTHING, need, Spread.RACK, false));
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
        if (written || now.isBefore(due.plus(deadline).plus(grace))) {
            return Optional.empty();
        }
        gaveUp = true;
        return Optional.of(outcome(last, Optional.empty(), reason(subscribed)));
    }

    private Event.Canary outcome(Optional<Instance> task, Optional<Instant> running, String detail) {
        written = true;
        return new Event.Canary(
                due,
                id,
                task.map(Instance::launched),
                running,
                deadline,
                task.map(known -> known.agent().host()).orElse(""),
                detail);
    }

    private String reason(boolean subscribed) {
        if (last.isEmpty()) {
            return subscribed ? "no offer had room for it" : "no master: the framework is not subscribed";
        }
        return "launched " + attempts + " times, the last on " + last.get().agent().host() + ", where it is "
                + last.get().state();
    }

    String id() {
        return id;
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
