package dev.mesoschaos.probes.indicator;

import static dev.mesoschaos.probes.Journals.app;
import static dev.mesoschaos.probes.Journals.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.probes.RandomRun;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Indicators against their {@link Oracle} over many random runs, whose seeds are in the failure's text. */
class RandomRunsTest {

    private static final int RUNS = 200;
    private static final int ENOUGH = RUNS / 10;
    private static final Window METHOD = window(5.45, 38.35);
    private static final Offset<Double> MICROSECOND = within(1e-6);

    @Test
    void reschedulingIsTimedAndSplitAsTheOracleDoes() {
        Set<String> phases = new HashSet<>();
        int censored = 0;
        int exact = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            Timeline run = RandomRun.of(seed).timeline();
            Oracle oracle = new Oracle(run.events());
            // Without a fault the window itself is what is counted from.
            if (oracle.faulted(METHOD)) {
                Measurement measured = new ReschedulingTime().measure(run, METHOD, Query.ALL);
                assertSame(measured, oracle.reschedulings(METHOD), seed);
                measured.samples().forEach(sample -> phases.addAll(sample.phases().keySet()));
                censored += measured.censored() ? 1 : 0;
                exact += measured.value().isPresent() && !measured.censored() ? 1 : 0;
            }
        }
        assertThat(censored).as("runs in which a task was not back").isGreaterThan(ENOUGH);
        assertThat(exact).as("runs in which all tasks were back").isGreaterThan(ENOUGH);
        assertThat(phases).containsExactlyInAnyOrder("detected", "decided", "staged", "running", "healthy");
    }

    @Test
    void detectionIsTimedAsTheOracleDoes() {
        int censored = 0;
        int exact = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            Timeline run = RandomRun.of(seed).timeline();
            Measurement measured = new TimeToDetect().measure(run, window(0, RandomRun.END), Query.ALL);
            assertSame(measured, new Oracle(run.events()).detections(), seed);
            censored += measured.censored() ? 1 : 0;
            exact += measured.value().isPresent() && !measured.censored() ? 1 : 0;
        }
        assertThat(censored).as("runs in which a loss was missed").isGreaterThan(ENOUGH / 2);
        assertThat(exact).as("runs in which all losses were detected").isGreaterThan(ENOUGH);
    }

    @Test
    void theWorstPlacementIsTheOneThatTheOracleSees() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Timeline run = RandomRun.of(seed).timeline();
            for (String app : List.of("web", "job")) {
                Measurement measured = new PlacementSpread().measure(run, METHOD, app(app, 100));
                Optional<Double> worst = new Oracle(run.events()).spread(app, METHOD);
                assertThat(measured.value().orElseThrow()).as("seed %d", seed).isCloseTo(worst.orElseThrow(), MICROSECOND);
            }
        }
    }

    @Test
    void recoveryIsTimedAsTheOracleDoes() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Timeline run = RandomRun.of(seed).timeline();
            Window after = window(30, RandomRun.END);
            assertSame(
                    new RecoveryTime().measure(run, after, Query.ALL),
                    List.of(new Oracle(run.events()).recovery(after.from())),
                    seed);
        }
    }

    private static void assertSame(Measurement measured, List<Oracle.Found> expected, long seed) {
        assertThat(words(measured.samples().stream()))
                .as("seed %d", seed)
                .isEqualTo(words(expected.stream().map(RandomRunsTest::sample)));
        assertThat(measured.n()).isEqualTo(expected.size());
        assertThat(measured.value().stream().boxed()).as("seed %d: the longest", seed).containsExactlyElementsOf(
                expected.stream().map(found -> Seconds.of(found.length())).max(Comparator.naturalOrder()).stream().toList());
        assertThat(measured.censored()).as("seed %d", seed).isEqualTo(expected.stream().anyMatch(Oracle.Found::censored));
    }

    private static Sample sample(Oracle.Found found) {
        return new Sample(
                found.subject(),
                Seconds.of(found.length()),
                found.censored(),
                found.phases().entrySet().stream()
                        .collect(Collectors.toMap(phase -> phase.getKey(), phase -> Seconds.of(phase.getValue()))));
    }

    /** Samples in an order of their own. */
    private static List<String> words(Stream<Sample> samples) {
        return samples.map(sample -> sample.subject() + " " + sample.value() + " " + sample.censored() + " "
                        + new TreeMap<>(sample.phases()))
                .sorted()
                .toList();
    }
}
