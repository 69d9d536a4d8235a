package dev.mesoschaos.injectors.flapping;

import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Lets a fault go and come, on a schedule that was fixed when it came first: what takes its time does not shift the rest. */
final class Flapper implements AutoCloseable {

    private final Inner<?> inner;
    private final FlappingPlan plan;
    private final FaultContext context;
    private final Clock clock;
    private final AtomicReference<AutoCloseable> place = new AtomicReference<>();
    private final Thread thread = Thread.ofVirtual().name("flapping").unstarted(this::flap);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger comings = new AtomicInteger(1);
    private volatile Instant began;
    private volatile Optional<String> failure = Optional.empty();

    /**
     * A fault that has not come yet.
     *
     * @param context of the injection
     */
    Flapper(Inner<?> inner, FlappingPlan plan, FaultContext context) {
        this.inner = inner;
        this.plan = plan;
        this.clock = context.clock();
        this.context = within(context);
    }

    /** The same for the fault itself. */
    InnerContext within(FaultContext outer) {
        return new InnerContext(outer, place);
    }

    /** Lets it come for the first time, and everything after that happen by itself. */
    void start() {
        inner.come(context);
        began = clock.now();
        gauge(1);
        thread.start();
    }

    /** How often it has come. */
    int comings() {
        return comings.get();
    }

    /** How often it should have come by now. */
    int due() {
        return 1 + (int) Duration.between(began, clock.now()).dividedBy(plan.period());
    }

    /** Why it does not come and go any more. */
    Optional<String> failure() {
        return failure;
    }

    private void flap() {
        try {
            for (int period = 1; ; period++) {
                Instant next = began.plus(plan.period().multipliedBy(period));
                if (!waitUntil(next.minus(plan.period()).plus(plan.on()))) {
                    return;
                }
                inner.go(context);
                gauge(0);
                if (!waitUntil(next)) {
                    return;
                }
                inner.come(context);
                comings.incrementAndGet();
                gauge(1);
            }
        } catch (RuntimeException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether it is to go on then. */
    private boolean waitUntil(Instant moment) {
        try {
            return !closed.await(Duration.between(clock.now(), moment).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void gauge(int there) {
        context.recorder().record(new Event.Gauge(clock.now(), "flapping " + plan.fault(), there, "there"));
    }

    /** Returns when it neither comes nor goes any more, wherever it is then; never stops it in the middle. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
