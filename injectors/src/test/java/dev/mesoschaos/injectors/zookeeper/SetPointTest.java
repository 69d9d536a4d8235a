package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SetPointTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SetPoint setPoint = new SetPoint(Duration.ofMillis(100), Duration.ofSeconds(2));

    private void measured(double p99Ms, int second) {
        setPoint.measured(p99Ms, START.plusSeconds(second));
    }

    @Test
    void nothingIsHeldBeforeAnythingIsMeasured() {
        assertThat(setPoint.heldSince(START)).isEmpty();
        assertThat(setPoint.latestMs()).isZero();
    }

    @Test
    void onePauseIsNotASaturation() {
        measured(300, 0);
        measured(300, 2);
        assertThat(setPoint.heldSince(START.plusSeconds(2))).isEmpty();

        measured(20, 3);
        assertThat(setPoint.heldSince(START.plusSeconds(9))).isEmpty();
    }

    @Test
    void hoveringAboutTheSetPointForLongerThanTheWindowHoldsIt() {
        measured(85, 1);
        measured(90, 3);
        assertThat(setPoint.heldSince(START.plusSeconds(4))).as("never passed").isEmpty();

        measured(110, 4);
        measured(90, 5);

        assertThat(setPoint.heldSince(START.plusSeconds(5))).contains(START.plusSeconds(1));
    }

    @Test
    void whatFellAndRoseAgainIsHeldSinceTheRise() {
        measured(120, 0);
        measured(70, 4);
        measured(120, 5);

        assertThat(setPoint.heldSince(START.plusSeconds(6))).isEmpty();
        assertThat(setPoint.heldSince(START.plusSeconds(8))).contains(START.plusSeconds(5));
    }
}
