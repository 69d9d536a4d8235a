package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetPointTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SetPoint setPoint = new SetPoint(100);

    private void measured(Integer... values) {
        for (int i = 0; i < values.length; i++) {
            setPoint.measured(values[i], START.plusSeconds(i));
        }
    }

    @Test
    void nothingIsHeldBeforeAnythingIsMeasured() {
        assertThat(setPoint.heldSince()).isEmpty();
        assertThat(setPoint.latest()).isZero();
    }

    @Test
    void aFewGoodMeasurementsAreNotEnough() {
        measured(100, 100, 100, 100, 100, 100, 100);
        assertThat(setPoint.heldSince()).isEmpty();

        measured(100);
        assertThat(setPoint.heldSince()).contains(START);
    }

    @Test
    void pausesOfAMachineSpoilNoMedian() {
        measured(95, 900, 105, 100, 800, 98, 20, 102);

        assertThat(setPoint.heldSince()).isPresent();
        assertThat(setPoint.latest()).isEqualTo(102);
    }

    @ParameterizedTest
    @CsvSource({"84, false", "85, true", "115, true", "116, false"})
    void theMedianMayBeFifteenPercentOff(int value, boolean held) {
        measured(List.of(value, value, value, value, value, value, value, value).toArray(Integer[]::new));

        assertThat(setPoint.heldSince().isPresent()).isEqualTo(held);
    }

    @Test
    void itIsHeldSinceTheFirstOfTheLatestThatWasNotBelow() {
        measured(20, 50, 90, 100, 110, 105, 95, 100);

        assertThat(setPoint.heldSince()).contains(START.plusSeconds(2));
    }

    @Test
    void whatWasHeldAndRanAwayIsHeldNoMore() {
        measured(100, 100, 100, 100, 100, 100, 100, 100);
        measured(300, 300, 300, 300, 300);

        assertThat(setPoint.heldSince()).isEmpty();
    }
}
