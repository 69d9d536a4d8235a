package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Environment;
import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Power;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.model.Limits;
import dev.mesoschaos.scenarios.model.Quantity;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.model.TargetSpec;
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

class AdmissionTest {

    private final Bench bench = new Bench();
    private final FakeFault first = new FakeFault("first");
    private final FakeFault second = new FakeFault("second");

    @TempDir
    Path directory;

    @Test
    void twoFaultsOnOneResourceAreRefusedBeforeEitherIsInjected() throws IOException {
        first.resources = plan -> List.of(new Resource("a1", Resource.Kind.DAEMON));
        second.resources = plan -> List.of(new Resource("a1", Resource.Kind.DAEMON));

        Result result = together(everyAgent());

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("step 'two': the daemon of a1 is in use by step 'one'");
        assertThat(first.calls).doesNotContain("inject first");
        assertThat(second.calls).isEmpty();
    }

    @Test
    void aHostThatIsToLoseItsPowerHasNothingForAnotherFault() throws IOException {
        first.resources = plan -> List.of(new Resource("a1", Resource.Kind.POWER));
        second.resources = plan -> List.of(new Resource("a1", Resource.Kind.TRAFFIC));

        assertThat(together(everyAgent()).why()).contains("the traffic of a1 is in use by step 'one', which has the power of a1");
        assertThat(first.calls).doesNotContain("inject first");
    }

    @Test
    void theSameResourceOfAnotherHostIsFree() throws IOException {
        first.resources = plan -> List.of(new Resource("a1", Resource.Kind.DAEMON));
        second.resources = plan -> List.of(new Resource("a2", Resource.Kind.DAEMON));

        together(everyAgent());

        assertThat(first.calls).containsExactly("inject first", "undo first");
        assertThat(second.calls).containsExactly("inject second", "undo second");
    }

    @Test
    void whatIsUndoneIsFreeAgain() throws IOException {
        first.resources = plan -> List.of(new Resource("a1", Resource.Kind.DAEMON));
        second.resources = first.resources;
        bench.method.add(bench.step("one", first));
        bench.method.add(bench.step("two", second));

        bench.run(directory);

        assertThat(second.calls).containsExactly("inject second", "undo second");
    }

    @Test
    void aFaultThatCannotBeUndoneIsRefusedWhereSomebodyWorksWithTheCluster() throws IOException {
        first.irreversible = Optional.of("an agent that is gone stays gone");
        bench.cluster.environment = Environment.STAGING;
        bench.method.add(bench.step("one", first));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(result.why()).contains("an agent that is gone stays gone").contains("STAGING");
        assertThat(first.calls).isEmpty();
    }

    @Test
    void onAThrowawayClusterItMayBeMade() throws IOException {
        first.irreversible = Optional.of("an agent that is gone stays gone");
        bench.method.add(bench.step("one", first));

        bench.run(directory);

        assertThat(first.calls).containsExactly("inject first", "undo first");
    }

    @Test
    void aServerThatIsOffAlreadyCountsAgainstTheQuorum() throws IOException {
        bench.cluster.powers.put(Power.class, new OnBut("zk1"));
        bench.cluster.powers.put(Leaders.class, new Zk2Leads());
        bench.method.add(new Step.Fault(
                "one", first.id(), first, new TargetSpec.ZooKeeperLeader(), Duration.ZERO, Bench.HERE));

        Result result = bench.run(directory);

        assertThat(result.why()).contains("the blast radius would be 2 of 3 zookeepers");
        assertThat(first.calls).isEmpty();
    }

    @Test
    void targetsThatHaveGrownSinceThePlanAreRefused() throws IOException {
        first.resources = plan -> {
            bench.cluster.topology = FakeCluster.topologyOf(3, 3);
            return List.of();
        };
        bench.method.add(new Step.Fault(
                "one", first.id(), first, new TargetSpec.Rack(Optional.of("r1")), Duration.ZERO, Bench.HERE));

        Result result = bench.run(directory);

        assertThat(result.why()).contains("the targets have grown since the plan");
        assertThat(first.calls).isEmpty();
    }

    @Test
    void aFaultThatIsGoneBeforeItsUndoIsInconclusive() throws IOException {
        first.lasts = false;
        bench.method.add(bench.step("one", first));
        bench.objective(Bench.atMost(5));

        Result result = bench.run(directory);

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.why()).contains("the fault of step 'one' was gone before its undo: looked at the end");
        assertThat(bench.states("one")).containsSequence(InjectionState.ACTIVE, InjectionState.LAPSED);
        assertThat(result.ledger().getFirst().effectEvidence()).contains("gone before its undo");
    }

    private Result together(Limits limits) throws IOException {
        bench.limits = limits;
        bench.method.add(new Step.Together(List.of(bench.step("one", first), bench.step("two", second))));
        return bench.run(directory);
    }

    private static Limits everyAgent() {
        return new Limits(new Quantity.All(), new Quantity.Minority(), new Quantity.Minority());
    }

    private record Zk2Leads() implements Leaders {
        @Override
        public Optional<String> leadingMaster() {
            return Optional.empty();
        }

        @Override
        public Optional<String> zookeeperLeader() {
            return Optional.of("zk2");
        }
    }

    /** Power over hosts of which one is off. */
    private record OnBut(Set<String> off) implements Power {

        OnBut(String off) {
            this(Set.of(off));
        }

        @Override
        public void off(String host) {
            throw new UnsupportedOperationException("nobody is to be switched off here");
        }

        @Override
        public void on(String host) {
            throw new UnsupportedOperationException("nobody is to be switched on here");
        }

        @Override
        public boolean isOn(String host) {
            return !off.contains(host);
        }
    }
}
