package dev.mesoschaos.probes.history;

import static dev.mesoschaos.probes.Journals.at;
import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets of moments, against an oracle that looks at each moment for itself. */
class SpansTest {

    private static final int SECONDS = 40;

    @Test
    void aWindowThatIsEmptyHoldsNoMoment() {
        assertThat(Spans.union(List.of(window(3, 3), window(5, 4)))).isEmpty();
    }

    @Test
    void windowsThatTouchAreOne() {
        assertThat(Spans.union(List.of(window(3, 5), window(1, 3)))).containsExactly(window(1, 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void momentsAreInTheUnionOfAllAndInBothOfTwo(long seed) {
        Random random = new Seed(seed).stream("spans");
        for (int round = 0; round < 50; round++) {
            List<Window> some = windows(random);
            List<Window> others = windows(random);
            List<Window> union = Spans.union(some);
            List<Window> both = Spans.both(some, others);
            for (int second = 0; second < SECONDS; second++) {
                assertThat(holds(union, second)).isEqualTo(holds(some, second));
                assertThat(holds(both, second)).isEqualTo(holds(some, second) && holds(others, second));
            }
            assertThat(Spans.length(union).toSeconds())
                    .isEqualTo(IntStream.range(0, SECONDS).filter(second -> holds(some, second)).count());
        }
    }

    private static List<Window> windows(Random random) {
        List<Window> windows = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            windows.add(window(random.nextInt(SECONDS), random.nextInt(SECONDS)));
        }
        return windows;
    }

    /** The moment half a second after a whole one: borders are whole seconds. */
    private static boolean holds(List<Window> windows, int second) {
        return windows.stream().anyMatch(window -> window.contains(at(second + 0.5)));
    }
}
