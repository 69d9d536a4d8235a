package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void pausesDoubleUpToTheCapAndKeepBetweenHalfAndWhole() {
        Backoff backoff = backoff(SystemTime.newSeed());
        for (long wholeMillis : new long[] {100, 200, 400, 800, 1600, 2000, 2000}) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(wholeMillis / 2), Duration.ofMillis(wholeMillis));
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void theSameSeedGivesTheSamePausesAndAnotherSeedOthers() {
        assertThat(pauses(7)).isEqualTo(pauses(7)).isNotEqualTo(pauses(8));
        assertThat(Stream.of(1, 2, 3).map(BackoffTest::pauses).distinct()).hasSize(3);
    }

    private static List<Duration> pauses(long seed) {
        Backoff backoff = backoff(seed);
        return IntStream.range(0, 10).mapToObj(i -> backoff.next()).toList();
    }

    private static Backoff backoff(long seed) {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), SystemTime.random(seed));
    }
}
