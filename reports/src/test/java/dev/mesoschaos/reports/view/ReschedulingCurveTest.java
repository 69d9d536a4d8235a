package dev.mesoschaos.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReschedulingCurveTest {

    @Test
    void whatNeverCameBackKeepsTheCurveFromItsTopAndMakesItsTailALowerBound() {
        Panel panel = ReschedulingCurve.of(claim(sample(2, false), sample(4, false), sample(9, true), sample(10, false)));
        assertThat(panel.summary()).startsWith("3 of 4 were over").contains("censored tail");
        assertThat(panel.chart().x()).containsExactly(0.0, 2.0, 4.0, 9.0, 10.0);
        assertThat(panel.chart().series().getFirst().values()).containsExactly(0.0, 25.0, 50.0, null, null);
        assertThat(panel.chart().series().getLast().values()).containsExactly(null, null, 50.0, 50.0, 75.0);
    }

    @Test
    void whereAllCameBackItReachesTheTopAndGoesOnToTheLimit() {
        Panel panel = ReschedulingCurve.of(claim(sample(2, false), sample(4, false)));
        assertThat(panel.chart().series()).hasSize(1);
        assertThat(panel.chart().x()).containsExactly(0.0, 2.0, 4.0, 6.0);
        assertThat(panel.chart().series().getFirst().values()).containsExactly(0.0, 50.0, 100.0, 100.0);
    }

    private static Sample sample(double seconds, boolean censored) {
        return new Sample("web." + seconds, seconds, censored, Map.of("detected", 1.0));
    }

    private static Claim claim(Sample... samples) {
        Measurement measured =
                new Measurement(OptionalDouble.of(9), true, samples.length, "tasks lost", "", List.of(samples));
        return new Claim(
                "rescheduling-time-1", "rescheduling-time", "", Unit.SECONDS, "", "at most 6s", OptionalDouble.of(6),
                measured, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Verdict.FAILED, "");
    }
}
