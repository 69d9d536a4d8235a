package dev.mesoschaos.reports.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.reports.PastRuns;
import dev.mesoschaos.reports.compare.Change;
import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void fiveNewRunsThatAreAllSlowerThanTheFiveBeforeAreMarked() {
        TrendLine line = only(PastRuns.taking(3.1, 3.2, 3.3, 3.4, 3.5, 4.1, 4.2, 4.3, 4.4, 4.5));
        assertThat(line.change()).isEqualTo(Change.WORSE);
        assertThat(line.why()).isEqualTo("p = 0.008, newest 5 against 5 earlier runs");
        assertThat(line.points()).hasSize(10).isSortedAccordingTo((a, b) -> a.started().compareTo(b.started()));
    }

    @Test
    void oneSlowRunIsNoRegression() {
        assertThat(only(PastRuns.taking(3.1, 3.2, 3.3, 3.4, 3.5, 3.15, 3.25, 3.35, 3.45, 5.9)).change())
                .isEqualTo(Change.SAME);
    }

    @Test
    void nineRunsAreTooFew() {
        TrendLine line = only(PastRuns.taking(3.1, 3.2, 3.3, 3.4, 5.1, 5.2, 5.3, 5.4, 5.5));
        assertThat(line.change()).isEqualTo(Change.UNDECIDED);
        assertThat(line.why()).isEqualTo("9 of the 10 runs that the rule needs");
    }

    @Test
    void runsOfOtherEnvironmentsOrWithoutOneOrThatBrokeAreKeptApart() {
        List<PastRun> runs = new ArrayList<>(PastRuns.taking(3));
        runs.add(PastRuns.run(1, Verdict.PASSED, Map.of("cpus", "8"), PastRuns.time(2)));
        runs.add(PastRuns.run(2, Verdict.PASSED, Map.of(), PastRuns.time(3)));
        runs.add(PastRuns.run(3, Verdict.ABORTED, Map.of("cpus", "2"), PastRuns.time(3)));
        assertThat(Trend.of(runs)).hasSize(2).allSatisfy(trend ->
                assertThat(trend.lines().getFirst().points()).hasSize(1));
    }

    @Test
    void anObjectiveWithoutANumberHasNoPoint() {
        List<PastRun> runs = List.of(PastRuns.run(0, Verdict.PASSED, Map.of("cpus", "2"), PastRuns.nothing()));
        assertThat(only(runs).points()).isEmpty();
    }

    private static TrendLine only(List<PastRun> runs) {
        List<Trend> trends = Trend.of(runs);
        assertThat(trends).hasSize(1);
        return trends.getFirst().lines().getFirst();
    }
}
