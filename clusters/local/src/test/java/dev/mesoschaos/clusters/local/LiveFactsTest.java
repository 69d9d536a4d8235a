package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.Facts;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveFactsTest {

    private static final SessionLimits LIMITS = new SessionLimits(
            Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMillis(500));
    private static final Map<String, String> FLAGS = Map.of(
            "agent_ping_timeout", "1500ms",
            "max_agent_ping_timeouts", "4",
            "allocation_interval", "1secs",
            "zk_session_timeout", "2mins");

    @Test
    void theEnsembleHasTheLastWordOnSessionTimeouts() {
        assertThat(LiveFacts.of(FLAGS, "1.11.0", LIMITS)).isEqualTo(new Facts(
                Duration.ofMillis(1500), 4, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(60), Duration.ofMillis(500),
                "1.11.0"));
        assertThat(LIMITS.grant(Duration.ofMillis(10))).isEqualTo(Duration.ofSeconds(1));
        assertThat(LIMITS.grant(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aRemovalRateBecomesTheTimeBetweenTwoRemovals() {
        Map<String, String> limited = new HashMap<>(FLAGS);
        limited.put("agent_removal_rate_limit", "2/10secs");

        assertThat(LiveFacts.of(limited, "1.11.0", LIMITS).agentRemovalInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void limitsAreReadFromAServersConfiguration() throws IOException {
        assertThat(SessionLimits.parse("clientPort=2181\ntickTime=500\nminSessionTimeout=1000\nmaxSessionTimeout=60000\n"))
                .isEqualTo(LIMITS);
        assertThatThrownBy(() -> SessionLimits.parse("clientPort=2181\n")).hasMessageContaining("minSessionTimeout");
    }
}
