package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Query;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CanaryIndicatorsTest {

    private static final Query PROMISE =
            new Query(Optional.empty(), OptionalDouble.empty(), OptionalDouble.of(0.9), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty());

    /** Forty canaries from second 10 to second 20, those of seconds 12 and 13 and one of second 14 fail. */
    private static Journals journal() {
        Journals journal = new Journals().canaries(10, 12);
        for (double due = 12; due < 14.25; due += 0.25) {
            journal.canaryFailed(due);
        }
        return journal.canaries(14.25, 20).phase(Phase.CLOSING, 30);
    }

    @Test
    void onlySecondsInWhichNoCanaryRanAreUnable() {
        Measurement measured = new TimeUnable().measure(journal().timeline(), window(10, 20), Query.ALL);

        assertThat(measured.value()).hasValue(2);
        assertThat(measured.n()).isEqualTo(40);
        assertThat(measured.detail()).isEqualTo("0.03 minutes; 2 of 10 seconds in which canaries were due");
    }

    @Test
    void aBudgetIsWhatThePromiseLeaves() {
        Measurement measured = new ErrorBudgetSpent().measure(journal().timeline(), window(10, 20), PROMISE);

        assertThat(measured.value().orElseThrow()).isCloseTo(9 / 4.0, within(1e-6));
        assertThat(measured.detail()).isEqualTo("9 failed of 40, 4.0 may");
    }

    @Test
    void withoutCanariesNothingIsKnown() {
        assertThat(new TimeUnable().measure(journal().timeline(), window(25, 29), Query.ALL).value()).isEmpty();
        assertThat(new ErrorBudgetSpent().measure(journal().timeline(), window(25, 29), PROMISE).value()).isEmpty();
    }

    private static Query by(String kind) {
        return new Query(
                Optional.empty(), OptionalDouble.empty(), OptionalDouble.of(0.9), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(kind));
    }

    /** Forty canaries, small and large in turn, of racks in turn; in rack r2 no large one runs. */
    private static Journals kinds() {
        Journals journal = new Journals();
        for (int i = 0; i < 40; i++) {
            String size = i % 2 == 0 ? "small" : "large";
            String rack = i / 2 % 2 == 0 ? "r1" : "r2";
            Event.CanaryKind kind = new Event.CanaryKind(size, size.equals("small") ? "own" : "batch", Optional.of(rack));
            journal.canary(10 + i / 4.0, kind, !(size.equals("large") && rack.equals("r2")));
        }
        return journal.phase(Phase.CLOSING, 30);
    }

    @Test
    void theWorstGroupCountsAndTheOthersAreTold() {
        Measurement racks = new Schedulability().measure(kinds().timeline(), window(10, 20), by("rack"));

        assertThat(racks.value()).hasValue(0.5);
        assertThat(racks.n()).isEqualTo(20);
        assertThat(racks.population()).isEqualTo("canaries due for rack r2, the worst of 2");
        assertThat(racks.detail()).startsWith("rack r1: 100.00 % (n 20), rack r2: 50.00 % (n 20); 10 of 20 ran in time");
        assertThat(new Schedulability().measure(kinds().timeline(), window(10, 20), by("size")).population())
                .contains("size large");
        assertThat(new Schedulability().measure(kinds().timeline(), window(10, 20), by("role")).population())
                .contains("role batch");
    }

    @Test
    void moreIsWorseOfABudgetAndOfTimeWithout() {
        assertThat(new ErrorBudgetSpent().measure(kinds().timeline(), window(10, 20), by("rack")).value().orElseThrow())
                .isCloseTo(5, within(1e-6));
        assertThat(new TimeUnable().measure(kinds().timeline(), window(10, 20), by("rack")).population())
                .contains("the worst of 2");
    }

    @Test
    void canariesThatAreAllAlikeHaveNoWorstGroup() {
        Measurement measured = new Schedulability().measure(journal().timeline(), window(10, 20), by("rack"));

        assertThat(measured.value()).isEmpty();
        assertThat(measured.detail()).contains("racks: each");
    }

    @Test
    void aProbeThatWasBlindProvesNoAbility() {
        assertThat(new TimeUnable().measure(journal().timeline(), window(5, 20), Query.ALL).value()).isEmpty();
    }
}
