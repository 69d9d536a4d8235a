package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.flags.MesosDuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statement 48: agents lost together become unreachable one after the other. */
class RemovalQueueTest {

    private static final Duration SPACING = Duration.ofMillis(300);

    private final ScheduledExecutorService actor = Executors.newSingleThreadScheduledExecutor();
    private final LongSupplier nanos = SystemTime.nanos();
    private final List<String> removed = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        actor.shutdownNow();
    }

    private void enter(RemovalQueue queue, String agent) {
        actor.execute(() -> queue.enter(agent, () -> removed.add(agent)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0/1mins", "x/1mins", "1/1minute", "1/1mins/2", "-1/1mins"})
    void aRateThatIsNoneIsRefused(String rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> RemovalQueue.spacing(rate, MesosDuration::parse));
    }

    @Test
    void twoInTenMinutesAreFiveMinutesApart() {
        assertThat(RemovalQueue.spacing("2/10mins", MesosDuration::parse)).hasMinutes(5);
    }

    @Test
    void theFirstIsRemovedAtOnceAndTheOthersEvenlySpaced() {
        RemovalQueue queue = new RemovalQueue(Optional.of(SPACING), nanos, actor);
        long start = nanos.getAsLong();
        enter(queue, "a1");
        enter(queue, "a2");
        enter(queue, "a3");

        await().until(() -> removed.size() == 3);

        assertThat(removed).containsExactly("a1", "a2", "a3");
        assertThat(Duration.ofNanos(nanos.getAsLong() - start)).isGreaterThanOrEqualTo(SPACING.multipliedBy(2));
    }

    @Test
    void whoAnswersWhileWaitingStaysAndTheNextTakesItsPlace() {
        RemovalQueue queue = new RemovalQueue(Optional.of(SPACING), nanos, actor);
        enter(queue, "a1");
        enter(queue, "a2");
        enter(queue, "a3");
        actor.execute(() -> queue.leave("a2"));

        await().until(() -> removed.size() == 2);

        assertThat(removed).containsExactly("a1", "a3");
    }

    @Test
    void withoutALimitNobodyWaits() {
        RemovalQueue queue = new RemovalQueue(Optional.empty(), nanos, actor);
        for (int i = 0; i < 50; i++) {
            enter(queue, "a" + i);
        }

        await().until(() -> removed.size() == 50);
    }
}
