package dev.mesoschaos.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WaterfallTest {

    private static final Timeline NOTHING_TOLD = new Timeline(List.of());

    @Test
    void whatIsNotBackComesFirstAndIsAtLeastThatLong() {
        Waterfall waterfall = Waterfall.of(List.of(claim(
                        new Sample("web.0", 9, false, Map.of("running", 9.0)),
                        new Sample("web.1", 8, true, Map.of("detected", 3.0)))), NOTHING_TOLD)
                .getFirst();
        assertThat(waterfall.rows()).extracting(Waterfall.Row::subject).containsExactly("web.1", "web.0");
        assertThat(waterfall.rows().getFirst().total()).isEqualTo("≥ 8.000 s");
        assertThat(waterfall.rows().getFirst().parts())
                .extracting(Waterfall.Part::text)
                .containsExactly("detected 3.000 s", "not back after 8.000 s");
        assertThat(waterfall.rows().getFirst().cells()).containsExactly("3.000 s", Words.NONE);
    }

    @Test
    void timesWithoutPartsHaveNoWaterfall() {
        assertThat(Waterfall.of(List.of(claim(new Sample("steady state", 4, false, Map.of()))), NOTHING_TOLD)).isEmpty();
    }

    private static Claim claim(Sample... samples) {
        Measurement measured =
                new Measurement(OptionalDouble.of(9), true, samples.length, "tasks lost", "", List.of(samples));
        return new Claim(
                "rescheduling-time-1", "rescheduling-time", "", Unit.SECONDS, "", "at most 6s", OptionalDouble.of(6),
                measured, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Verdict.FAILED, "");
    }
}
