package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadControllerTest {

    private static final int MOST = 10_000;

    private final LoadController controller = new LoadController(150, MOST);

    @Test
    void aFastEnsembleGetsMoreLoadAndASlowOneLess() {
        double start = controller.level();
        controller.measured(20);
        double more = controller.level();
        controller.measured(600);

        assertThat(more).isGreaterThan(start);
        assertThat(controller.level()).isLessThan(more);
    }

    @Test
    void noEnsembleIsFastEnoughToBeLoadedWithoutBound() {
        assertThat(controller.atMost()).isFalse();
        for (int step = 0; step < 1000; step++) {
            controller.measured(0);
        }

        assertThat(controller.level()).isEqualTo(MOST);
        assertThat(controller.atMost()).isTrue();
    }

    @Test
    void noEnsembleIsSoSlowThatTheLoadCannotRiseAgain() {
        for (int step = 0; step < 1000; step++) {
            controller.measured(60_000);
        }
        double least = controller.level();
        controller.measured(1);

        assertThat(least).isPositive();
        assertThat(controller.level()).isGreaterThan(least);
    }

    /** A server that works off so many requests a second; the worst of the last four steps is what is measured. */
    @ParameterizedTest
    @CsvSource({"500, 150", "3000, 150", "20000, 150", "3000, 30", "3000, 1000"})
    void aQueueSettlesAtTheSetPoint(int requestsPerSecond, double setPointMs) {
        LoadController settling = new LoadController(setPointMs, 1_000_000);
        Deque<Double> window = new ArrayDeque<>();
        double latencyMs = 0;
        for (int step = 0; step < 60; step++) {
            latencyMs = 2 + 1000.0 * settling.level() / requestsPerSecond;
            window.addLast(latencyMs);
            if (window.size() > 4) {
                window.removeFirst();
            }
            if (step >= 40) {
                assertThat(latencyMs).as("step %d", step).isBetween(setPointMs * 0.8, setPointMs * 1.25);
            }
            settling.measured(window.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        }
    }
}
