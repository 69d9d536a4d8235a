package dev.mesoschaos.workloads.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.mesoschaos.scenarios.model.AppSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Lanes lanes = new Lanes();
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final CountDownLatch stuck = new CountDownLatch(1);

    @AfterEach
    void free() {
        stuck.countDown();
        lanes.close(LONG);
    }

    private void waits() {
        try {
            stuck.await();
        } catch (InterruptedException e) {
            made.add("interrupted");
        }
    }

    @Test
    void callsOfOneLaneKeepTheirOrderAndNeverOverlap() {
        Random random = new Random(1);
        AtomicInteger under = new AtomicInteger();
        List<Integer> most = new CopyOnWriteArrayList<>();
        List<String> first = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name = "a" + i;
            int spins = random.nextInt(10_000);
            first.add(name);
            lanes.in("a", () -> {
                most.add(under.incrementAndGet());
                IntStream.range(0, spins).forEach(turn -> Thread.onSpinWait());
                made.add(name);
                under.decrementAndGet();
            });
        }

        lanes.close(LONG);

        assertThat(made).isEqualTo(first);
        assertThat(most).containsOnly(1);
    }

    @Test
    void aLaneThatIsStuckKeepsNoOtherWaiting() {
        lanes.in("a", this::waits);
        lanes.in("a", () -> made.add("a"));
        lanes.in("b", () -> made.add("b"));

        await().until(() -> made.equals(List.of("b")));
        stuck.countDown();
        await().until(() -> made.equals(List.of("b", "a")));
    }

    @Test
    void whatConcernsAllWaitsForAllBeforeAndNothingLaterWaitsForIt() {
        lanes.in("a", this::waits);
        lanes.in("b", () -> made.add("before"));
        lanes.afterAll(() -> made.add("all"));
        lanes.afterAll(() -> made.add("all again"));
        lanes.in("b", () -> made.add("later"));

        await().until(() -> made.equals(List.of("before", "later")));
        stuck.countDown();
        await().until(() -> made.equals(List.of("before", "later", "all", "all again")));
    }

    @Test
    void aCallThatFailsKeepsThoseAfterItFromNothing() {
        lanes.in("a", () -> {
            throw new IllegalStateException("broken");
        });
        lanes.in("a", () -> made.add("a"));
        lanes.afterAll(() -> made.add("all"));

        await().until(() -> made.equals(List.of("a", "all")));
    }

    @Test
    void whatHasNotEndedInTimeIsGivenUp() {
        lanes.in("a", this::waits);
        lanes.in("a", () -> made.add("too late"));

        lanes.close(Duration.ofMillis(10));

        await().until(() -> made.equals(List.of("interrupted")));
    }

    @Test
    void callsAboutOneAgentNameItAndTheOthersConcernAll() {
        Want want = new Want(
                "web.0-1", "web.0", "web", new AppSpec.Program.Http(), new Need(0.1, 32, true), AppSpec.Spread.NONE,
                Optional.empty(), false);
        Launch launch = new Launch(want, World.agent("a2"), OptionalInt.of(31005));

        assertThat(List.of(
                        new Call.Accept(List.of("O1"), List.of(launch)).aboutAgent(),
                        new Call.Kill("web.0-1", "S2").aboutAgent(),
                        new Call.Acknowledge("web.0-1", "S2", ByteString.EMPTY).aboutAgent()))
                .containsOnly(Optional.of("S2"));
        assertThat(List.of(
                        new Call.Decline(List.of("O1"), Duration.ZERO).aboutAgent(),
                        new Call.Revive().aboutAgent(),
                        new Call.Reconcile(Map.of("web.0-1", "S2")).aboutAgent()))
                .containsOnly(Optional.empty());
    }
}
