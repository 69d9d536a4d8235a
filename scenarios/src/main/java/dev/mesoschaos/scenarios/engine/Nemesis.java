package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Draws faults at fixed intervals. Each draw has a stream of the seed of its own, so that what is drawn does not depend on
 * how long the faults before it took.
 */
final class Nemesis {

    private final Step.Nemesis step;
    private final Injections injections;
    private final BiConsumer<OpenInjection<?>, Duration> carryOut;
    private final Clock clock;
    private final Abort abort;
    private final Journal journal;
    private final List<Future<?>> running = new ArrayList<>();

    /**
     * A nemesis that has drawn nothing yet.
     *
     * @param carryOut injects, holds, undoes
     */
    Nemesis(
            Step.Nemesis step,
            Injections injections,
            BiConsumer<OpenInjection<?>, Duration> carryOut,
            Clock clock,
            Abort abort,
            Journal journal) {
        this.step = step;
        this.injections = injections;
        this.carryOut = carryOut;
        this.clock = clock;
        this.abort = abort;
        this.journal = journal;
    }

    /** Draws until the time is over, and returns when everything is undone. The first failure ends it. */
    void run() {
        Instant start = clock.now();
        journal.record(new Event.Nemesis(start, step.id(), false));
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            Duration next = Duration.ZERO;
            for (int number = 1; next.compareTo(step.lasting()) < 0; number++) {
                abort.pause(Duration.between(clock.now(), start.plus(next)));
                finishThoseThatEnded();
                draw(number, side);
                next = next.plus(step.every());
            }
            running.forEach(Method::finish);
        }
        journal.record(new Event.Nemesis(clock.now(), step.id(), true));
    }

    private void finishThoseThatEnded() {
        running.stream().filter(Future::isDone).forEach(Method::finish);
        running.removeIf(Future::isDone);
    }

    private void draw(int number, ExecutorService side) {
        if (running.size() >= step.atMost()) {
            note(number, running.size() + " are open, and no more may be");
            return;
        }
        for (Step.Fault fault : order(step, number, injections::stream)) {
            Optional<OpenInjection<?>> planned = plan(number, fault, stream(step, number, fault));
            if (planned.isPresent()) {
                running.add(side.submit(() -> carryOut.accept(planned.get(), fault.hold())));
                return;
            }
        }
    }

    /**
     * In which order the faults of a draw are tried.
     *
     * @param streams of the run's seed
     */
    static List<Step.Fault> order(Step.Nemesis step, int number, Function<String, Random> streams) {
        List<Step.Fault> order = new ArrayList<>(step.faults());
        Collections.shuffle(order, streams.apply(draw(step, number)));
        return order;
    }

    /** The stream from which a drawn fault's targets are drawn. */
    static String stream(Step.Nemesis step, int number, Step.Fault fault) {
        return draw(step, number) + " " + fault.id();
    }

    private static String draw(Step.Nemesis step, int number) {
        return "nemesis " + step.id() + " #" + number;
    }

    /** What cannot be made beside those that are open, or has nobody to hit just now, is not drawn. */
    private Optional<OpenInjection<?>> plan(int number, Step.Fault fault, String draw) {
        try {
            return Optional.of(injections.plan(fault, draw));
        } catch (IllegalArgumentException e) {
            note(number, fault.id() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void note(int number, String why) {
        journal.record(new Event.Note(clock.now(), "draw " + number + " of " + step.id() + ": " + why));
    }
}
