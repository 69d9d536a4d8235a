package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.workload.CanaryRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SchedulingProbeTest {

    private static final Duration EVERY = Duration.ofMillis(20);

    private final SchedulingProbe probe = new SchedulingProbe(
            EVERY, Duration.ofSeconds(5), List.of(new CanaryClass("canary", 0.01, 8, "own")), false, 10);
    private final Runs run = new Runs();

    @Test
    void aWorkloadThatHangsHoldsUpNoOtherCanary() {
        CountDownLatch never = new CountDownLatch(1);
        FakeWorkload hanging = FakeWorkload.launching(request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        Runs.during(probe.start(run.context, hanging), () -> run.of(Event.CanaryDue.class).size() >= 5);
        never.countDown();

        assertThat(run.of(Event.CanaryDue.class)).extracting(Event.CanaryDue::every).containsOnly(EVERY);
    }

    @Test
    void eachSizeComesInItsTurnInItsOwnRole() {
        List<CanaryRequest> asked = new CopyOnWriteArrayList<>();
        SchedulingProbe sizes = new SchedulingProbe(
                EVERY,
                Duration.ofSeconds(5),
                List.of(
                        new CanaryClass("small", 0.01, 8, "own"),
                        new CanaryClass("large", 1, 512, "batch")),
                false,
                10);

        Runs.during(sizes.start(run.context, FakeWorkload.launching(asked::add)), () -> asked.size() >= 4);

        assertThat(asked).filteredOn(one -> one.cpus() == 1).allSatisfy(one -> assertThat(one.role()).contains("batch"));
        assertThat(run.of(Event.CanaryDue.class).subList(0, 4))
                .extracting(due -> due.kind().orElseThrow())
                .startsWith(
                        new Event.CanaryKind("small", "own", Optional.empty()),
                        new Event.CanaryKind("large", "batch", Optional.empty()));
    }

    @Test
    void aCanaryNobodyCouldBeAskedForDidNotRun() {
        FakeWorkload broken = FakeWorkload.launching(request -> {
            throw new IllegalStateException("no framework");
        });

        Runs.during(probe.start(run.context, broken), () -> run.of(Event.Canary.class).size() >= 2);

        assertThat(run.of(Event.Canary.class)).allSatisfy(canary -> {
            assertThat(canary.inTime()).isFalse();
            assertThat(canary.detail()).contains("no framework");
        });
    }

    @Test
    void eachCanaryIsAskedForWithTheMomentItWasDue() {
        Map<String, Instant> asked = new ConcurrentHashMap<>();

        Runs.during(probe.start(run.context, FakeWorkload.launching(request -> asked.put(request.id(), request.due()))), () -> asked.size() >= 5);

        assertThat(run.of(Event.CanaryDue.class).subList(0, 4))
                .allSatisfy(due -> assertThat(asked).containsEntry(due.task(), due.at()));
        assertThat(Duration.between(asked.get("canary-0"), asked.get("canary-4"))).isEqualTo(EVERY.multipliedBy(4));
    }
}
