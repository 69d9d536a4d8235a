package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random fates of canaries, four due in each second, against an oracle that looks at each of them and at each second. */
class RandomCanariesTest {

    private static final int SECONDS = 40;
    private static final int FROM = 10;
    private static final int DEADLINE = 5;
    private static final double SLO = 0.9;

    /** How long canaries take: 9 is too late, and those without an end are never heard of again. */
    private static final double[] TAKES = {0.02, 0.5, 4.75, DEADLINE, 9, Double.POSITIVE_INFINITY};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void canariesAreCountedOneByOne(long seed) {
        double[] took = fates(new Seed(seed).stream("canaries"));
        Timeline timeline = timeline(took);

        List<Integer> decided = IntStream.range(FROM * 4, SECONDS * 4)
                .filter(n -> took[n] <= DEADLINE || n / 4.0 + DEADLINE <= SECONDS)
                .boxed()
                .toList();
        double inTime = decided.stream().filter(n -> took[n] <= DEADLINE).count();
        double failed = decided.size() - inTime;
        long unable = IntStream.range(FROM, SECONDS)
                .filter(second -> decided.stream().anyMatch(n -> n / 4 == second))
                .filter(second -> decided.stream().noneMatch(n -> n / 4 == second && took[n] <= DEADLINE))
                .count();

        assertThat(value(new Schedulability(), timeline)).isCloseTo(inTime / decided.size(), within(1e-9));
        assertThat(value(new ErrorBudgetSpent(), timeline)).isCloseTo(failed / ((1 - SLO) * decided.size()), within(1e-9));
        assertThat(value(new TimeUnable(), timeline)).isEqualTo((double) unable);
    }

    /** Seconds from due to running, in stretches of good and bad times; none runs after the end of measuring. */
    private static double[] fates(Random random) {
        double[] took = new double[SECONDS * 4];
        boolean bad = false;
        for (int n = 0; n < took.length; n++) {
            bad = random.nextInt(8) == 0 ? !bad : bad;
            took[n] = TAKES[bad ? 3 + random.nextInt(3) : random.nextInt(5)];
            took[n] = n / 4.0 + took[n] <= SECONDS ? took[n] : Double.POSITIVE_INFINITY;
        }
        return took;
    }

    private static Timeline timeline(double[] took) {
        Journals journal = new Journals().phase(Phase.CLOSING, SECONDS);
        for (int n = 0; n < took.length; n++) {
            double due = n / 4.0;
            if (Double.isFinite(took[n])) {
                journal.canaryRan(due, took[n]);
            } else if (n % 2 == 0) {
                journal.canaryFailed(due);
            } else {
                journal.canaryDue(due);
            }
        }
        return journal.timeline();
    }

    private static double value(Indicator indicator, Timeline timeline) {
        Query query = new Query(Optional.empty(), OptionalDouble.empty(), OptionalDouble.of(SLO), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
        return indicator.measure(timeline, window(FROM, SECONDS), query).value().orElseThrow();
    }
}
