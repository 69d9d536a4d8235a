package dev.mesoschaos.probes.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.probes.indicator.Percentiles.Percentile;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    private static Sample exact(double value) {
        return new Sample("s", value, false, Map.of());
    }

    private static Sample atLeast(double value) {
        return new Sample("s", value, true, Map.of());
    }

    @Test
    void aLargerExactValueDoesNotHideASmallerOneThatIsOnlyKnownToBeAtLeastSoLong() {
        assertThat(Percentiles.of(List.of(exact(10), atLeast(3)), 100)).isEqualTo(new Percentile(10, true));
    }

    @Test
    void aPercentileThatAllCensoredValuesLieAboveIsExact() {
        assertThat(Percentiles.of(List.of(exact(1), exact(2), exact(3), atLeast(3)), 75))
                .isEqualTo(new Percentile(3, false));
    }

    @Test
    void theRankIsRoundedUp() {
        List<Sample> four = List.of(exact(1), exact(2), exact(3), exact(4));

        assertThat(Percentiles.of(four, 0).value()).isEqualTo(1);
        assertThat(Percentiles.of(four, 25).value()).isEqualTo(1);
        assertThat(Percentiles.of(four, 51).value()).isEqualTo(3);
        assertThat(Percentiles.of(four, 100).value()).isEqualTo(4);
    }
}
