package dev.mesoschaos.probes.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mesoschaos.probes.Journals;
import dev.mesoschaos.probes.RandomRun;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each checker against its {@link Oracle} over many random runs, whose seeds are in the failure's text. */
class RandomRunsTest {

    private static final int RUNS = 200;

    /** What the runs must be good for: so many of them at least must hold, and as many be violated. */
    private static final int ENOUGH = RUNS / 20;

    static Stream<Arguments> checkers() {
        return Stream.of(
                checker(new NoLostTasks(), Oracle::lostTasks, run -> ended(run, "web.1")),
                checker(new NoDuplicateTasks(), Oracle::duplicateTasks, run -> run
                        .update("web.1-1", "TASK_RUNNING", 39.2).runs("web.1-99", "a6", 39.2)),
                checker(new NoZombieTasks(), Oracle::zombies, run -> run.mark("ghost.2-1", Event.Mark.BEAT, 39.2)),
                checker(new PlacementKept(), Oracle::uneven, run -> run
                        .runs("web.7-1", "a1", 39).runs("web.8-1", "a1", 39).runs("web.9-1", "a2", 39)
                        .runs("web.10-1", "a2", 39)),
                checker(new NoTaskOnDrainingAgent(), Oracle::onDraining, run -> run
                        .fault("late", Visibility.TASKS_DRAINED, List.of("a6"), 36).canaryOn("a6", 38.1)),
                checker(new NoOfferFromLostAgent(), Oracle::offeredWhileLost, run -> run
                        .fault("late", Visibility.AGENT_SILENT, List.of("a6"), 34)
                        .agent("a6", "unreachable", 37.5).agent("a6", "active", 38)),
                checker(new AcknowledgedMeansKept(), Oracle::forgotten, run -> run
                        .update("job.1-1", "TASK_RUNNING", 39).update("job.1-1", "TASK_GONE", "REASON_RECONCILIATION", 39.5)),
                checker(new LogPattern(), Oracle::logged, run -> run.logs(10, "F1123 Check failed: y")));
    }

    private static Arguments checker(
            Invariant invariant, Function<Oracle, List<String>> oracle, UnaryOperator<Journals> broken) {
        return arguments(named(invariant.id(), invariant), oracle, broken);
    }

    /** All tasks of an instance are lost just before the end. */
    private static Journals ended(Journals run, String slot) {
        for (Event.TaskLaunch launch : run.timeline().of(Event.TaskLaunch.class)) {
            if (launch.slot().equals(slot)) {
                run.update(launch.task(), "TASK_FAILED", 39.9);
            }
        }
        return run;
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void findsWhatTheOracleFindsAndNothingElse(Invariant invariant, Function<Oracle, List<String>> oracle) {
        int violated = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            Timeline run = RandomRun.of(seed).timeline();
            List<String> expected = oracle.apply(new Oracle(run.events()));
            assertSame(invariant.check(run).violations(), expected, seed);
            violated += expected.isEmpty() ? 0 : 1;
        }
        assertThat(violated).as("runs with a violation").isBetween(ENOUGH, RUNS - ENOUGH);
    }

    @ParameterizedTest
    @MethodSource("checkers")
    void findsWhatIsBrokenInARunInWhichAllWasWell(
            Invariant invariant, Function<Oracle, List<String>> oracle, UnaryOperator<Journals> broken) {
        List<Long> well = LongStream.rangeClosed(1, RUNS)
                .filter(seed -> holds(invariant, RandomRun.of(seed).timeline()))
                .limit(ENOUGH)
                .boxed()
                .toList();
        assertThat(well).as("runs in which it holds").hasSize(ENOUGH);
        for (long seed : well) {
            Timeline run = broken.apply(RandomRun.of(seed)).timeline();
            List<String> violations = invariant.check(run).violations();
            assertThat(violations).as("seed %d", seed).isNotEmpty();
            assertSame(violations, oracle.apply(new Oracle(run.events())), seed);
        }
    }

    private static boolean holds(Invariant invariant, Timeline run) {
        Invariant.Finding finding = invariant.check(run);
        return finding.checked() > 0 && finding.violations().isEmpty();
    }

    private static void assertSame(List<String> violations, List<String> expected, long seed) {
        assertThat(violations.stream().sorted())
                .as("seed %d, for which the oracle says %s", seed, expected)
                .zipSatisfy(expected.stream().sorted().toList(), (found, beginning) ->
                        assertThat(found).startsWith(beginning));
    }

    @Test
    void theTimeInWhichAllShouldBeWellBeginsWithTheRecoveryOrTheLastMoment() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Timeline run = RandomRun.of(seed).timeline();
            assertThat(Recovered.time(run).from()).as("seed %d", seed).isEqualTo(new Oracle(run.events()).recovered());
        }
    }
}
