package dev.mesoschaos.testbed.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimingTest {

    private final Timing timing = new Timing("t_ms");

    private Map<String, Double> metrics() {
        Map<String, Double> metrics = new TreeMap<>();
        timing.addTo(metrics);
        return metrics;
    }

    @Test
    void withoutAValueThereIsNoMetric() {
        assertThat(metrics()).isEmpty();
    }

    @Test
    void oneValueHasNoDistribution() {
        timing.add(2_500_000);

        assertThat(metrics()).containsExactly(entry("t_ms", 2.5));
    }

    @Test
    void theDistributionIsThatOfTheLastThousand() {
        for (int i = 1; i <= 1001; i++) {
            timing.add(i * 1_000_000L);
        }

        assertThat(metrics())
                .containsEntry("t_ms", 1001.0)
                .containsEntry("t_ms/count", 1000.0)
                .containsEntry("t_ms/min", 2.0)
                .containsEntry("t_ms/max", 1001.0)
                .containsEntry("t_ms/p50", 501.5);
    }
}
