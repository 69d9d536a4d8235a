package dev.mesoschaos.testbed.master;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Lets lost agents be marked unreachable at a limited rate (flag {@code agent_removal_rate_limit}, mesos-facts section
 * 5): permits are evenly spaced, the first is free at once, and who gives up gives way to the next.
 */
final class RemovalQueue {

    private final Optional<Duration> spacing;
    private final LongSupplier nanos;
    private final ScheduledExecutorService actor;
    private final Map<String, Runnable> waiting = new LinkedHashMap<>();
    private boolean wakesUp;
    private Optional<Long> nextNanos = Optional.empty();

    /**
     * Makes an empty queue.
     *
     * @param spacing between two permits, none when there is no limit
     * @param nanos a monotonic clock
     */
    RemovalQueue(Optional<Duration> spacing, LongSupplier nanos, ScheduledExecutorService actor) {
        this.spacing = spacing;
        this.nanos = nanos;
        this.actor = actor;
    }

    /**
     * Reads {@code 1/10mins} as the time between two permits.
     *
     * @throws IllegalArgumentException when it is no number of permits in a duration
     */
    static Duration spacing(String rate, Function<String, Duration> durations) {
        String[] parts = rate.split("/", -1);
        int permits = parts.length == 2 && parts[0].strip().matches("[1-9][0-9]{0,8}")
                ? Integer.parseInt(parts[0].strip())
                : 0;
        if (permits == 0) {
            throw new IllegalArgumentException("Invalid value '" + rate
                    + "' for --agent_removal_rate_limit: expected a number of agents and a duration, as in 1/10mins");
        }
        return durations.apply(parts[1].strip()).dividedBy(permits);
    }

    boolean isWaiting(String agentId) {
        return waiting.containsKey(agentId);
    }

    /** Runs {@code removal} as soon as a permit is free; a second time for the same agent changes nothing. */
    void enter(String agentId, Runnable removal) {
        if (waiting.putIfAbsent(agentId, removal) == null) {
            proceed();
        }
    }

    /** The agent answers again; says whether it had waited. */
    boolean leave(String agentId) {
        return waiting.remove(agentId) != null;
    }

    private void proceed() {
        while (!waiting.isEmpty() && isFree()) {
            String next = waiting.keySet().iterator().next();
            nextNanos = spacing.map(wait -> nanos.getAsLong() + wait.toNanos());
            waiting.remove(next).run();
        }
        if (!waiting.isEmpty() && !wakesUp) {
            wakesUp = true;
            var unused = actor.schedule(() -> {
                wakesUp = false;
                proceed();
            }, Math.max(0, nextNanos.orElseThrow() - nanos.getAsLong()), TimeUnit.NANOSECONDS);
        }
    }

    private boolean isFree() {
        return nextNanos.isEmpty() || nextNanos.get() - nanos.getAsLong() <= 0;
    }
}
