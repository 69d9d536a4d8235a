package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.model.AppSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The place of one instance of an app: it should always be filled, by one task after another. Belongs to one thread. */
final class Slot {

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 3;
    /** A lost task is missed by its users: a good place now is better than the best one later. */
    private static final Duration PATIENCE_AFTER_A_LOSS = Duration.ofMillis(500);
    private static final Duration PATIENCE_AT_FIRST = Duration.ofSeconds(5);
    private static final Duration STABLE = Duration.ofSeconds(10);

    private final AppSpec app;
    private final String name;
    private int attempts;
    private int failures;
    private Optional<Instance> current = Optional.empty();
    private Optional<String> lost = Optional.empty();
    private Instant notBefore;

    /**
     * @param attempts launches there were for a slot of this name before, as no task id is used twice
     */
    Slot(AppSpec app, int index, int attempts, Instant now) {
        this.app = app;
        this.name = name(app, index);
        this.attempts = attempts;
        this.notBefore = now;
    }

    /** That of an instance of an app. */
    static String name(AppSpec app, int index) {
        return app.app() + "." + index;
    }

    /** The task that is to be launched now, when one is. */
    Optional<Want> want(Instant now) {
        if (current.isPresent() || now.isBefore(notBefore)) {
            return Optional.empty();
        }
        boolean port = app.program() instanceof AppSpec.Program.Http;
        Duration patience = lost.isPresent() ? PATIENCE_AFTER_A_LOSS : PATIENCE_AT_FIRST;
        boolean patient = now.isBefore(notBefore.plus(patience));
        return Optional.of(new Want(
                name + "-" + (attempts + 1),
                name,
                app.app(),
                app.program(),
                new Need(app.cpus(), app.memMb(), port),
                app.spread(),
                Optional.empty(),
                patient));
    }

    /** There is a master to ask from now on: nobody could have been patient before. */
    void subscribed(Instant now) {
        if (notBefore.isBefore(now)) {
            notBefore = now;
        }
    }

    void launched(Instance task) {
        attempts++;
        current = Optional.of(task);
    }

    /** Makes another task the one that counts. */
    void adopt(Instance task) {
        current = Optional.of(task);
    }

    /** The task that counts is lost; another one is wanted, at once unless it keeps failing by itself. */
    void emptied(Instant now) {
        Instance gone = current.orElseThrow();
        boolean byItself = switch (gone.state()) {
            case TASK_FAILED, TASK_FINISHED, TASK_ERROR -> true;
            default -> false;
        };
        boolean quickly = now.isBefore(gone.launched().plus(STABLE));
        failures = byItself && quickly ? failures + 1 : 0;
        notBefore = now.plus(backoff());
        if (gone.hasRun()) {
            lost = Optional.of(gone.task());
        }
        current = Optional.empty();
    }

    private Duration backoff() {
        return failures < 2
                ? Duration.ZERO
                : FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 2, MOST_DOUBLINGS));
    }

    AppSpec app() {
        return app;
    }

    String name() {
        return name;
    }

    /** How many launches there were. */
    int attempts() {
        return attempts;
    }

    /** The task that counts; empty while one is wanted. */
    Optional<Instance> current() {
        return current;
    }

    /** The last task that ran here and was lost: the reason for every launch until another one runs. */
    Optional<String> lost() {
        return lost;
    }

    boolean isRunning() {
        return current.filter(task -> task.stage() == Instance.Stage.RUNNING).isPresent();
    }
}
