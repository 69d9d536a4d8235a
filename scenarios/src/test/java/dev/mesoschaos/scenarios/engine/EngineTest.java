package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Amount;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.Expectation;
import dev.mesoschaos.scenarios.model.Limits;
import dev.mesoschaos.scenarios.model.Quantity;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.model.StopCondition;
import dev.mesoschaos.scenarios.verdict.Judge;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

    private final Bench bench = new Bench();

    @TempDir
    Path directory;

    @Test
    void aSteadyStateThatIsNotReachedInjectsNothingAndIsInconclusive() throws IOException {
        FakeFault fault = bench.fault("cut");
        bench.objective(Bench.atMost(5));
        bench.workload.missing = 1;

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.why()).contains("1 instance(s) not running");
        assertThat(fault.calls).isEmpty();
    }

    @Test
    void anIndicatorWithoutAnythingMeasuredDoesNotMakeASteadyState() throws IOException {
        FakeFault fault = bench.fault("cut");
        bench.expect.add(new Expectation("goodness", Query.ALL, Bench.atMost(5)));
        bench.indicator.says = Measurement.none("things", "nobody looked");

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(fault.calls).isEmpty();
    }

    @Test
    void aFaultThatCannotBeInjectedIsAnErrorAndIsUndoneAllTheSame() throws IOException {
        FakeFault fault = bench.fault("cut");
        fault.injectFails = new ClusterException("no such tool");
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("no such tool");
        assertThat(fault.calls).containsExactly("inject fault-cut", "undo fault-cut");
        assertThat(bench.states("cut"))
                .containsExactly(
                        InjectionState.INJECTING,
                        InjectionState.INEFFECTIVE,
                        InjectionState.UNDOING,
                        InjectionState.UNDONE);
    }

    @Test
    void whatTheUndoMustKnowOfTheClusterIsOnRecordBeforeTheInjection() throws IOException {
        FakeFault fault = bench.fault("cut");
        fault.survey = plan -> new FakeFault.Plan(List.of("as it was"));
        bench.objective(Bench.atMost(5));

        bench.run(directory);

        Event.Planned planned = bench.timeline.of(Event.Planned.class).getFirst();
        assertThat(planned.plan().path("hosts").path(0).asText()).isEqualTo("as it was");
        assertThat(planned.actions()).containsExactly("nothing on [as it was]");
        assertThat(fault.calls).containsExactly("inject fault-cut", "undo fault-cut");
    }

    @Test
    void aClusterThatCannotBeSurveyedIsNotHarmed() throws IOException {
        FakeFault fault = bench.fault("cut");
        fault.survey = plan -> {
            throw new ClusterException("somebody else drains it");
        };
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("somebody else drains it");
        assertThat(fault.calls).isEmpty();
        assertThat(bench.timeline.of(Event.Planned.class)).isEmpty();
    }

    @Test
    void aFaultThatDoesNotBiteIsAnError() throws IOException {
        bench.fault("cut").bites = false;
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("did not bite");
    }

    @Test
    void anUndoThatFailsIsDirtyWhateverElseWasMeasured() throws IOException {
        bench.fault("cut").undoFails = new ClusterException("host does not answer");
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.DIRTY);
        assertThat(result.why()).contains("host does not answer");
        assertThat(result.claims()).isNotEmpty();
    }

    @Test
    void anUndoThatLeavesSomethingIsDirty() throws IOException {
        bench.fault("cut").goes = false;

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.DIRTY);
    }

    @Test
    void oneFailedUndoDoesNotKeepTheOthersFromBeingTriedLastOneFirst() throws IOException {
        FakeFault first = new FakeFault("first");
        FakeFault second = new FakeFault("second");
        second.undoFails = new ClusterException("broken");
        second.injectFails = new ClusterException("broken too");
        bench.limits = new Limits(new Quantity.All(), new Quantity.All(), new Quantity.All());
        bench.hold = Duration.ofMillis(200);
        bench.method.add(new Step.Together(List.of(bench.step("one", first), bench.step("two", second))));

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.DIRTY);
        assertThat(first.calls).contains("undo first");
        assertThat(second.calls).contains("undo second");
    }

    @Test
    void whatTheMachineLacksSkipsTheScenarioWithTheReasonAndOpensNothing() throws IOException {
        bench.fault("cut").mechanisms = List.of(Set.of(Capability.POWER), Set.of(Capability.ALL_LINKS));
        bench.cluster.lacks.put(Capability.POWER, "install a switch");
        bench.cluster.lacks.put(Capability.ALL_LINKS, "force the proxied network");

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(result.why()).contains("install a switch").contains("force the proxied network");
        assertThat(bench.timeline.of(Event.ClusterOpened.class)).isEmpty();
    }

    @Test
    void theNextMechanismIsUsedWhenTheBestOneIsMissing() throws IOException {
        FakeFault fault = bench.fault("cut");
        fault.mechanisms = List.of(Set.of(Capability.POWER), Set.of(Capability.ALL_LINKS));
        bench.cluster.lacks.put(Capability.POWER, "install a switch");
        bench.objective(Bench.atMost(5));

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(fault.calls).contains("inject fault-cut");
    }

    @Test
    void targetsBeyondTheLimitsAreRefused() throws IOException {
        FakeFault fault = bench.fault("cut");
        bench.limits = new Limits(new Quantity.Percent(10), new Quantity.Minority(), new Quantity.Minority());

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("blast radius").contains("limits.agents");
        assertThat(fault.calls).isEmpty();
    }

    private static final Floor FLOOR = Floor.sum(List.of(new Floor.Term("agent_ping_timeout 1 s x 3", 3, 5)));

    private static Bound timesBaseline(double factor) {
        return new Bound(Bound.Side.AT_MOST, new Amount.TimesBaseline(factor), factor + " x baseline");
    }

    @Test
    void anObjectiveBelowItsFloorByItsBaselineIsRefusedBeforeAnythingIsInjected() throws IOException {
        FakeFault fault = bench.fault("cut");
        bench.indicator.floor = Optional.of(FLOOR);
        bench.indicator.says = FakeIndicator.number(1);
        bench.objective(timesBaseline(2));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("'at most 2.0 x baseline' = 2.0 s").contains("floor is 3.000 s");
        assertThat(fault.calls).isEmpty();
    }

    @Test
    void anObjectiveWithoutItsBaselineIsRefusedBeforeAnythingIsInjected() throws IOException {
        FakeFault fault = bench.fault("cut");
        bench.indicator.says = Measurement.none("things", "the probe was blind");
        bench.objective(timesBaseline(2));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("needs a baseline").contains("the probe was blind");
        assertThat(fault.calls).isEmpty();
    }

    @Test
    void anObjectiveIsJudgedByItsBaseline() throws IOException {
        bench.fault("cut");
        bench.indicator.says = FakeIndicator.number(4);
        bench.objective(timesBaseline(2));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(result.claims().getFirst().baseline()).hasValue(4);
        assertThat(result.claims().getFirst().limit()).hasValue(8);
        assertThat(result.claims().getFirst().margin()).hasValue(4);
    }

    @Test
    void anObjectiveBelowItsFloorIsRefusedBeforeAnythingIsInjected() throws IOException {
        FakeFault fault = bench.fault("cut");
        bench.indicator.floor = Optional.of(FLOOR);
        bench.objective(Bench.atMost(2));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("floor is 3.000 s").contains("agent_ping_timeout 1 s x 3: 3 to 5 s");
        assertThat(fault.calls).isEmpty();
    }

    @Test
    void aMissedObjectiveFailsWithTheNumberInTheReason() throws IOException {
        bench.fault("cut");
        bench.indicator.says = FakeIndicator.number(6.5);
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.why()).contains("6.500 s").contains("at most 5.000 s");
    }

    @Test
    void nothingMeasuredIsInconclusive() throws IOException {
        bench.fault("cut");
        bench.indicator.says = Measurement.none("things", "the probe was blind");
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.why()).contains("the probe was blind");
    }

    @Test
    void aCensoredNumberBelowAMaximumSettlesNothing() throws IOException {
        bench.fault("cut");
        bench.indicator.says = FakeIndicator.censored(4);
        bench.objective(Bench.atMost(5));

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aCensoredNumberAboveAMaximumIsAFailure() throws IOException {
        bench.fault("cut");
        bench.indicator.says = FakeIndicator.censored(6);
        bench.objective(Bench.atMost(5));

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void anIntervalThatStraddlesTheLimitSettlesNothing() throws IOException {
        bench.fault("cut");
        bench.indicator.says = FakeIndicator.between(4, 6);
        bench.objective(Bench.atMost(5));

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void anIntervalBeyondTheLimitFails() throws IOException {
        bench.fault("cut");
        bench.indicator.says = FakeIndicator.between(6, 8);
        bench.objective(Bench.atMost(5));

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void anIntervalWithinTheLimitPassesWithTheMarginOfItsWorseEnd() throws IOException {
        bench.fault("cut");
        bench.indicator.says = FakeIndicator.between(1, 4);
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(result.claims().getFirst().margin()).hasValue(1);
        assertThat(result.claims().getFirst().reason()).contains("95 % interval 1.000 s to 4.000 s");
    }

    @Test
    void aCheckThatCrashesIsInconclusive() throws IOException {
        bench.fault("cut");
        bench.invariants.put("nothing-breaks", new Invariant() {
            @Override
            public String id() {
                return "nothing-breaks";
            }

            @Override
            public String meaning() {
                return "nothing breaks";
            }

            @Override
            public Finding check(Timeline timeline) {
                throw new IllegalStateException("no such host");
            }
        });

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.why()).contains("the check itself failed").contains("no such host");
    }

    @Test
    void aMeasurementThatCrashesIsInconclusive() throws IOException {
        bench.fault("cut");
        bench.indicator.crash = new IllegalStateException("no such task");
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.why()).contains("the measurement itself failed").contains("no such task");
    }

    @Test
    void aLimitThatHasNoValueInThisRunIsRefusedBeforeAnythingIsInjected() throws IOException {
        FakeFault fault = bench.fault("cut");
        bench.objective(new Bound(Bound.Side.AT_MOST, new Amount.FloorPlus(3), "floor + 3s"));

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.ERROR);
        assertThat(fault.calls).isEmpty();
    }

    @Test
    void aViolatedInvariantFails() throws IOException {
        bench.fault("cut");
        bench.invariants.put("nothing-breaks", invariant(new Invariant.Finding(3, "things", List.of("thing 2 broke"))));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.why()).contains("thing 2 broke");
    }

    @Test
    void anInvariantThatHadNothingToCheckIsInconclusive() throws IOException {
        bench.fault("cut");
        bench.invariants.put("nothing-breaks", invariant(new Invariant.Finding(0, "things", List.of())));

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aClusterThatDoesNotComeBackFails() throws IOException {
        FakeFault fault = bench.fault("cut");
        bench.objective(Bench.atMost(5));
        bench.hold = Duration.ofMillis(300);
        bench.method.set(0, bench.step("cut", fault));
        Thread.ofVirtual().start(() -> {
            await().until(() -> !fault.calls.isEmpty());
            bench.workload.missing = 2;
        });

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.why()).contains("did not return to its steady state").contains("2 instance(s)");
    }

    @Test
    void aStopConditionAbortsTheHoldAndUndoes() throws IOException {
        bench.hold = Duration.ofMinutes(5);
        FakeFault fault = bench.fault("cut");
        bench.indicator.says = FakeIndicator.number(9);
        bench.stopWhen.add(
                new StopCondition(new Expectation("goodness", Query.ALL, Bench.atMost(5)), Duration.ofMillis(100)));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ABORTED);
        assertThat(result.why()).contains("stop condition");
        assertThat(fault.calls).containsExactly("inject fault-cut", "undo fault-cut");
    }

    @Test
    void aStopConditionThatCannotSeeAnythingStopsTheRun() throws IOException {
        bench.hold = Duration.ofMinutes(5);
        FakeFault fault = bench.fault("cut");
        bench.indicator.says = Measurement.none("things", "blind");
        bench.stopWhen.add(
                new StopCondition(new Expectation("goodness", Query.ALL, Bench.atMost(5)), Duration.ofMillis(100)));

        assertThat(bench.run(directory).verdict()).isEqualTo(Verdict.ABORTED);
        assertThat(fault.calls).contains("undo fault-cut");
    }

    @Test
    void anInterruptUndoesAndClosesEverything() throws IOException {
        bench.hold = Duration.ofMinutes(5);
        FakeFault fault = bench.fault("cut");
        Thread.ofVirtual().start(() -> {
            await().until(() -> !fault.calls.isEmpty());
            bench.abort.request("interrupted");
        });

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ABORTED);
        assertThat(fault.calls).containsExactly("inject fault-cut", "undo fault-cut");
        assertThat(bench.workload.closed).isTrue();
        assertThat(bench.cluster.closed).isTrue();
    }

    @Test
    void aWaitThatIsNotMetInTimeFails() throws IOException {
        bench.fault("cut");
        bench.indicator.says = FakeIndicator.number(9);
        bench.method.add(new Step.Wait(
                "settle",
                List.of(new Expectation("goodness", Query.ALL, Bench.atMost(5))),
                Duration.ofMillis(100),
                Bench.HERE));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.why()).contains("settle");
    }

    @Test
    void theIntentIsOnRecordBeforeTheInjection() throws IOException {
        bench.fault("cut");
        bench.objective(Bench.atMost(5));
        bench.run(directory);

        List<Class<?>> order = bench.timeline.events().stream()
                .filter(event -> event instanceof Event.Planned || event instanceof Event.Injection)
                .<Class<?>>map(Event::getClass)
                .toList();
        assertThat(order.getFirst()).isEqualTo(Event.Planned.class);
        assertThat(bench.states("cut").getFirst()).isEqualTo(InjectionState.INJECTING);
    }

    @Test
    void theSameJournalIsJudgedTheSameTwice() throws IOException {
        bench.fault("cut");
        bench.objective(Bench.atMost(5));
        Result first = bench.run(directory);

        Result second = new Judge(bench.plugins())
                .judge(bench.scenario(), JournalReader.read(directory));

        assertThat(second).isEqualTo(first);
        assertThat(first.verdict()).isEqualTo(Verdict.PASSED);
    }

    private static Invariant invariant(Invariant.Finding finding) {
        return new Invariant() {
            @Override
            public String id() {
                return "nothing-breaks";
            }

            @Override
            public String meaning() {
                return "nothing breaks";
            }

            @Override
            public Finding check(Timeline timeline) {
                return finding;
            }
        };
    }
}
