package dev.mesoschaos.reports.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.reports.PastRuns;
import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Map<String, String> HERE = Map.of("cpus", "2");

    @Test
    void theSlowestOfFiveIsTheWorst() {
        Standing standing = of(now(5), PastRuns.taking(3, 4, 3.5, 3.2));
        assertThat(standing.worst()).isTrue();
        assertThat(standing.best()).isFalse();
        assertThat(standing.worse()).isZero();
        assertThat(standing.better()).isEqualTo(4);
        assertThat(standing.median()).hasValue(3.35);
    }

    @Test
    void theLeastShareIsTheWorstAndTheMostIsTheBest() {
        List<PastRun> runs = PastRuns.sharing(0.95, 0.97);
        assertThat(of(sharing(0.93), runs).worst()).isTrue();
        assertThat(of(sharing(0.99), runs).best()).isTrue();
    }

    @Test
    void theSameNumberAsAllOthersIsNeitherWorstNorBest() {
        Standing standing = of(now(3), PastRuns.taking(3, 3, 3));
        assertThat(standing.worst()).isFalse();
        assertThat(standing.best()).isFalse();
    }

    @Test
    void aRunThatJudgedANumberTwiceCountsOnce() {
        PastRun twice = PastRuns.run(1, Verdict.PASSED, HERE, PastRuns.time(3), PastRuns.time(3));
        assertThat(of(now(3), List.of(twice)).earlier()).hasSize(1);
    }

    @Test
    void oneAmongTheOthersIsNeitherWorstNorBest() {
        Standing standing = of(now(3.3), PastRuns.taking(3, 4, 3.5, 3.2));
        assertThat(standing.worst()).isFalse();
        assertThat(standing.best()).isFalse();
        assertThat(standing.worse()).isEqualTo(2);
    }

    @Test
    void theFirstRunStandsAlone() {
        Standing standing = of(now(3), List.of());
        assertThat(standing.worst()).isFalse();
        assertThat(standing.best()).isFalse();
        assertThat(standing.median()).isEmpty();
    }

    @Test
    void laterRunsThoseElsewhereAndUnsoundOnesDoNotCount() {
        List<PastRun> runs = new ArrayList<>();
        runs.add(PastRuns.run(101, Verdict.PASSED, HERE, PastRuns.time(3)));
        runs.add(PastRuns.run(1, Verdict.PASSED, Map.of("cpus", "8"), PastRuns.time(3)));
        runs.add(PastRuns.run(2, Verdict.ERROR, HERE, PastRuns.time(3)));
        assertThat(of(now(3), runs).earlier()).isEmpty();
    }

    @Test
    void aRunWithoutAnEnvironmentIsComparedWithNone() {
        Result now = PastRuns.run(100, Verdict.PASSED, Map.of(), PastRuns.time(3)).result();
        assertThat(of(now, List.of(PastRuns.run(1, Verdict.PASSED, Map.of(), PastRuns.time(3)))).earlier()).isEmpty();
    }

    private static Result now(double seconds) {
        return PastRuns.run(100, Verdict.PASSED, HERE, PastRuns.time(seconds)).result();
    }

    private static Result sharing(double share) {
        return PastRuns.run(100, Verdict.PASSED, HERE, PastRuns.share(share)).result();
    }

    private static Standing of(Result now, List<PastRun> earlier) {
        return Standing.of(now, earlier).getFirst();
    }
}
