package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.time.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
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
        List<Double> measured = measured(requestsPerSecond, setPointMs, 1);

        assertThat(measured.subList(50, 250))
                .allSatisfy(ms -> assertThat(ms).isBetween(setPointMs * 0.85, setPointMs * 1.15));
    }

    /** Latencies are anything from half to double of what they would be, as chance has it. */
    @ParameterizedTest
    @CsvSource({"3000, 150", "20000, 150", "3000, 1000"})
    void aQueueThatFluctuatesIsHeldInTheMedian(int requestsPerSecond, double setPointMs) {
        List<Double> held = new ArrayList<>(measured(requestsPerSecond, setPointMs, 2).subList(50, 250));

        held.sort(null);
        assertThat(held.get(held.size() / 2)).isBetween(setPointMs * 0.85, setPointMs * 1.15);
    }

    private static List<Double> measured(int requestsPerSecond, double setPointMs, double fluctuation) {
        Random random = new Seed(7).stream("noise");
        LoadController settling = new LoadController(setPointMs, 1_000_000);
        Deque<Double> window = new ArrayDeque<>();
        List<Double> measured = new ArrayList<>();
        for (int step = 0; step < 250; step++) {
            double noise = Math.pow(fluctuation, 2 * random.nextDouble() - 1);
            window.addLast((2 + 1000.0 * settling.level() / requestsPerSecond) * noise);
            if (window.size() > 4) {
                window.removeFirst();
            }
            measured.add(window.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
            settling.measured(measured.getLast());
        }
        return measured;
    }
}
