package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** A clock that stands still until it is set. */
    private static final class SetClock implements Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(START);

        @Override
        public Instant now() {
            return now.get();
        }

        @Override
        public void pause(Duration duration) {
            throw new UnsupportedOperationException("an open loop parks");
        }
    }

    private static List<Instant> dues(int count, long everyMillis) {
        return IntStream.range(0, count)
                .mapToObj(number -> START.plusMillis(number * everyMillis))
                .toList();
    }

    @Test
    void afterAStandstillEveryMissedCallIsMadeAndToldWhenItWasDue() {
        SetClock clock = new SetClock();
        List<Instant> called = new CopyOnWriteArrayList<>();

        OpenLoop loop = OpenLoop.start("test", clock, 100, (number, due) -> called.add(due));
        await().until(() -> called.size() == 1);
        clock.now.set(START.plusSeconds(2));
        Runs.during(loop::close, () -> called.size() >= 201);

        assertThat(called).isEqualTo(dues(201, 10));
    }

    @Test
    void aSlowCallDoesNotMoveTheSchedule() {
        SetClock clock = new SetClock();
        List<Instant> called = new CopyOnWriteArrayList<>();

        OpenLoop loop = OpenLoop.start("test", clock, 2, (number, due) -> {
            called.add(due);
            clock.now.set(START.plusMillis(1700));
        });
        Runs.during(loop::close, () -> called.size() >= 4);

        assertThat(called).isEqualTo(dues(4, 500));
    }

    @Test
    void aCallThatFailsDoesNotEndTheSchedule() {
        List<Long> called = new CopyOnWriteArrayList<>();

        OpenLoop loop = OpenLoop.start("test", Clock.system(), 1000, (number, due) -> {
            called.add(number);
            throw new IllegalStateException("on purpose");
        });
        Runs.during(loop::close, () -> called.size() >= 3);

        assertThat(called).startsWith(0L, 1L, 2L);
    }

    @Test
    void noCallIsMadeOnceItIsClosed() {
        List<Long> called = new ArrayList<>();
        OpenLoop loop = OpenLoop.start("test", Clock.system(), 1000, (number, due) -> called.add(number));

        loop.close();
        int then = called.size();

        await().during(Duration.ofMillis(50)).until(() -> called.size() == then);
    }

    @Test
    void aLongWaitEndsAtOnceWhenItIsClosed() {
        OpenLoop loop = OpenLoop.start("test", Clock.system(), 0.001, (number, due) -> {});

        await().atMost(Duration.ofSeconds(15)).until(() -> {
            loop.close();
            return true;
        });
    }
}
