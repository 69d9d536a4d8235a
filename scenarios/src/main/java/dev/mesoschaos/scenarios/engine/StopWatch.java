package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.model.StopCondition;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Watches the stop conditions in a thread of its own while the method runs, so that nothing the method waits for can
 * keep it from looking.
 */
final class StopWatch implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(500);

    private final List<StopCondition> conditions;
    private final Meter meter;
    private final Clock clock;
    private final Abort abort;
    private final Thread thread;

    StopWatch(List<StopCondition> conditions, Meter meter, Clock clock, Abort abort) {
        this.conditions = conditions;
        this.meter = meter;
        this.clock = clock;
        this.abort = abort;
        this.thread = Thread.ofPlatform().name("stop-conditions").daemon().unstarted(this::watch);
    }

    /** Starts watching. */
    void start() {
        thread.start();
    }

    private void watch() {
        Map<StopCondition, Instant> violatedSince = new HashMap<>();
        while (!Thread.currentThread().isInterrupted() && abort.reason().isEmpty()) {
            for (StopCondition condition : conditions) {
                look(condition, violatedSince);
            }
            clock.pause(TICK);
        }
    }

    private void look(StopCondition condition, Map<StopCondition, Instant> violatedSince) {
        Instant now = clock.now();
        Optional<String> problem;
        try {
            problem = meter.problem(condition.expectation(), now);
        } catch (RuntimeException e) {
            problem = Optional.of("the data source of a stop condition is lost: " + e.getMessage());
        }
        if (problem.isEmpty()) {
            violatedSince.remove(condition);
            return;
        }
        Instant since = violatedSince.computeIfAbsent(condition, c -> now);
        if (!now.isBefore(since.plus(condition.lasting()))) {
            abort.request("stop condition: " + problem.get() + " for " + condition.lasting().toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
