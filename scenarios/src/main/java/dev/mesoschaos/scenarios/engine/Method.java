package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Carries out the steps of a method. */
final class Method implements Direction.Stage {

    private static final Duration TICK = Duration.ofMillis(250);

    private final Injections injections;
    private final Meter meter;
    private final Clock clock;
    private final Abort abort;
    private final Journal journal;

    Method(Injections injections, Meter meter, Clock clock, Abort abort, Journal journal) {
        this.injections = injections;
        this.meter = meter;
        this.clock = clock;
        this.abort = abort;
        this.journal = journal;
    }

    /** Carries out one step to its end: faults are undone when this returns normally. */
    @Override
    public void carryOut(Step step) {
        switch (step) {
            case Step.Fault fault -> carryOut(injections.plan(fault), fault.hold());
            case Step.Together together -> together(together);
            case Step.Nemesis nemesis ->
                new Nemesis(nemesis, injections, this::carryOut, clock, abort, journal).run();
            case Step.Wait wait -> await(wait);
        }
    }

    @Override
    public Direction.Held inject(Step.Fault step) {
        OpenInjection<?> injection = injections.plan(step);
        injections.inject(injection, abort::request);
        return () -> undo(injection);
    }

    @Override
    public void pause(Duration duration) {
        abort.pause(duration);
    }

    private void carryOut(OpenInjection<?> injection, Duration hold) {
        injections.inject(injection, abort::request);
        abort.pause(hold);
        undo(injection);
    }

    private void undo(OpenInjection<?> injection) {
        injection.checkHeld();
        injections.undo(injection);
    }

    /** All targets are chosen before the first injection, so that none depends on what another one did. */
    private void together(Step.Together together) {
        List<OpenInjection<?>> planned = together.steps().stream().<OpenInjection<?>>map(injections::plan).toList();
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < planned.size(); i++) {
                OpenInjection<?> injection = planned.get(i);
                Duration hold = together.steps().get(i).hold();
                running.add(side.submit(() -> carryOut(injection, hold)));
            }
            running.forEach(Method::finish);
        }
    }

    /** Waits for the end of something that was carried out at the side, and fails as it did. */
    static void finish(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Abort.AbortedException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void await(Step.Wait wait) {
        Instant deadline = clock.now().plus(wait.within());
        Optional<String> wrong = problem(wait);
        while (wrong.isPresent()) {
            if (!clock.now().isBefore(deadline)) {
                throw new Missed("step '" + wait.id() + "' waited " + wait.within().toSeconds() + " s in vain: "
                        + wrong.get());
            }
            abort.pause(TICK);
            wrong = problem(wait);
        }
    }

    private Optional<String> problem(Step.Wait wait) {
        return wait.until().stream()
                .flatMap(expectation -> meter.problem(expectation, clock.now()).stream())
                .findFirst();
    }

    /** What a scenario waits for did not come, or what its director expected: an objective is missed. */
    static final class Missed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missed(String message) {
            super(message);
        }
    }
}
