package dev.mesoschaos.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.reports.PastRuns;
import dev.mesoschaos.reports.compare.Comparison.Outcome;
import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {

    private static final Map<String, String> HERE = Map.of("cpus", "2");

    @Test
    void fiveRunsThatAreAllSlowerThanFiveOthersAreARegression() {
        Comparison comparison =
                compare(PastRuns.taking(3.1, 3.2, 3.3, 3.4, 3.5), PastRuns.taking(4.1, 4.2, 4.3, 4.4, 4.6));

        ObjectiveChange objective = only(comparison);
        assertThat(comparison.outcome()).isEqualTo(Outcome.REGRESSION);
        assertThat(objective.change()).isEqualTo(Change.WORSE);
        assertThat(objective.distance().orElseThrow()).isEqualTo(1.0, within());
        assertThat(objective.p().orElseThrow()).isEqualTo(2.0 / 252, within());
        assertThat(objective.why()).isEqualTo("p = 0.008 on the runs' numbers");
    }

    @Test
    void theSameTheOtherWayRoundIsAnImprovement() {
        Comparison comparison =
                compare(PastRuns.taking(4.1, 4.2, 4.3, 4.4, 4.6), PastRuns.taking(3.1, 3.2, 3.3, 3.4, 3.5));

        assertThat(comparison.outcome()).isEqualTo(Outcome.NO_REGRESSION);
        assertThat(only(comparison).change()).isEqualTo(Change.BETTER);
    }

    @Test
    void whereLessIsWorseLessIsARegression() {
        Comparison comparison = compare(
                PastRuns.sharing(0.99, 0.98, 0.985, 0.995, 0.97), PastRuns.sharing(0.95, 0.94, 0.93, 0.92, 0.96));

        assertThat(comparison.outcome()).isEqualTo(Outcome.REGRESSION);
    }

    @Test
    void groupsThatOverlapDifferByNoiseOnly() {
        Comparison comparison =
                compare(PastRuns.taking(3.1, 3.2, 3.3, 3.4, 3.5), PastRuns.taking(3.15, 3.25, 3.6, 3.7, 3.8));

        assertThat(comparison.outcome()).isEqualTo(Outcome.NO_REGRESSION);
        assertThat(only(comparison).change()).isEqualTo(Change.SAME);
    }

    @Test
    void whatFlagsAloneCanMakeIsNoDifferenceBetweenSingleRuns() {
        Comparison comparison = compare(single(3.2), single(4.2));

        assertThat(only(comparison).change()).isEqualTo(Change.SAME);
        assertThat(only(comparison).why()).contains("within the 2.000 s");
    }

    @Test
    void moreThanFlagsCanMakeIsADifferenceOfSingleRuns() {
        assertThat(compare(single(3.2), single(5.5)).outcome()).isEqualTo(Outcome.REGRESSION);
    }

    @Test
    void sharesOfSingleRunsAreComparedByTheirCounts() {
        assertThat(compare(PastRuns.sharing(1), PastRuns.sharing(0.9)).outcome()).isEqualTo(Outcome.REGRESSION);
        assertThat(compare(PastRuns.sharing(1), PastRuns.sharing(0.98)).outcome()).isEqualTo(Outcome.NO_REGRESSION);
    }

    @Test
    void oneNumberAgainstAnotherTellsNothing() {
        Comparison comparison = compare(PastRuns.taking(3), PastRuns.taking(5.9));

        assertThat(comparison.outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
        assertThat(only(comparison).why()).contains("five runs or more");
    }

    @Test
    void anObjectiveThatWasAlwaysKeptAndIsAlwaysMissedIsARegressionWithoutAnyTest() {
        assertThat(compare(PastRuns.taking(5.9), PastRuns.taking(6.1)).outcome()).isEqualTo(Outcome.REGRESSION);
        assertThat(compare(PastRuns.taking(5.9, 5.8), PastRuns.taking(6.1, 5.8)).outcome())
                .isEqualTo(Outcome.NOT_COMPARABLE);
    }

    @Test
    void whatWasNotMeasuredIsNoNumber() {
        List<PastRun> nothing = List.of(PastRuns.run(0, Verdict.PASSED, HERE, PastRuns.nothing()));

        assertThat(compare(PastRuns.taking(3), nothing).outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SKIPPED", "INCONCLUSIVE", "ABORTED", "ERROR", "DIRTY"})
    void aRunThatMeasuredNothingSoundIsNotCompared(Verdict verdict) {
        List<PastRun> broken = List.of(PastRuns.run(0, verdict, HERE, PastRuns.share(1)));
        Comparison comparison = compare(PastRuns.sharing(1), broken);

        assertThat(comparison.outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
        assertThat(comparison.scenarios().getFirst().incomparable()).startsWith("no sound run in B");
    }

    @Test
    void aScenarioThatIsGoneNeverPasses() {
        assertThat(compare(PastRuns.sharing(1), List.of()).outcome()).isEqualTo(Outcome.NOT_COMPARABLE);
    }

    @Test
    void otherEnvironmentsAreNotComparedUnlessAskedTo() {
        List<PastRun> here = List.of(PastRuns.run(0, Verdict.PASSED, HERE, PastRuns.share(1)));
        List<PastRun> there = List.of(PastRuns.run(1, Verdict.PASSED, Map.of("cpus", "8"), PastRuns.share(1)));

        assertThat(compare(here, there).scenarios().getFirst().incomparable())
                .isEqualTo("not the same environment: cpus is 2 in A and 8 in B");
        assertThat(Comparison.of(here, there, true).outcome()).isEqualTo(Outcome.NO_REGRESSION);
    }

    @Test
    void anotherMesosIsWhatOneCompares() {
        List<PastRun> old = List.of(PastRuns.run(0, Verdict.PASSED, Map.of("Mesos", "1.10"), PastRuns.share(1)));
        List<PastRun> fresh = List.of(PastRuns.run(1, Verdict.PASSED, Map.of("Mesos", "1.11"), PastRuns.share(1)));

        assertThat(compare(old, fresh).outcome()).isEqualTo(Outcome.NO_REGRESSION);
    }

    /** One run with ten tasks that came back within half a second of each other. */
    private static List<PastRun> single(double from) {
        double[] samples = DoubleStream.iterate(from, value -> value + 0.05).limit(10).toArray();
        return List.of(PastRuns.run(0, Verdict.PASSED, HERE, PastRuns.time(from + 0.45, samples)));
    }

    private static Comparison compare(List<PastRun> first, List<PastRun> second) {
        return Comparison.of(first, second, false);
    }

    private static ObjectiveChange only(Comparison comparison) {
        assertThat(comparison.scenarios()).hasSize(1);
        assertThat(comparison.scenarios().getFirst().objectives()).hasSize(1);
        return comparison.scenarios().getFirst().objectives().getFirst();
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }
}
