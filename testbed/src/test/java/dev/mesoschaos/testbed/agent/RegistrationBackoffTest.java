package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.mesosclient.SystemTime;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegistrationBackoffTest {

    @Test
    void theCeilingDoublesFromTheFactorToAMinute() {
        RegistrationBackoff backoff = backoff(1);
        long ceilingSeconds = 1;
        for (int i = 0; i < 12; i++) {
            assertThat(backoff.next()).isLessThan(Duration.ofSeconds(Math.min(ceilingSeconds, 60)));
            ceilingSeconds *= 2;
        }
        Duration longest = Stream.generate(backoff::next).limit(200).max(Duration::compareTo).orElseThrow();
        assertThat(longest).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void aFirstTryForgetsTheTriesBefore() {
        RegistrationBackoff backoff = backoff(2);
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.next().isNegative()).isFalse();
        }

        assertThat(backoff.first()).isLessThan(Duration.ofSeconds(1));
        assertThat(backoff.next()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void theSameSeedWaitsTheSame() {
        RegistrationBackoff one = backoff(3);
        RegistrationBackoff other = backoff(3);

        for (int i = 0; i < 10; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }

    @Test
    void aFactorOfZeroMeansNotToWait() {
        assertThat(new RegistrationBackoff(Duration.ZERO, SystemTime.random(4)).next()).isZero();
    }

    private static RegistrationBackoff backoff(long seed) {
        return new RegistrationBackoff(Duration.ofSeconds(1), SystemTime.random(seed));
    }
}
