package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.model.Quantity;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.model.TargetSpec;
import dev.mesoschaos.scenarios.time.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {

    /** As the bench runs with. */
    private static final Seed SEED = new Seed(7);

    private final Bench bench = new Bench();
    private final FakeFault first = new FakeFault("first");
    private final FakeFault second = new FakeFault("second");

    @TempDir
    Path directory;

    @Test
    void whatTheMachineLacksIsSkippedAndNothingIsPlanned() {
        bench.fault("one").mechanisms = List.of(Set.of(Capability.NETEM));
        bench.cluster.lacks.put(Capability.NETEM, "install iproute2");

        RunPlan plan = plan();

        assertThat(plan.skipped().orElseThrow()).contains("netem", "install iproute2");
        assertThat(plan.injections()).isEmpty();
    }

    @Test
    void twoFaultsOnOneResourceAreRefused() {
        first.resources = plan -> List.of(new Resource("a1", Resource.Kind.DAEMON));
        second.resources = plan -> List.of(new Resource("a1", Resource.Kind.DAEMON));
        bench.method.add(new Step.Together(List.of(bench.step("one", first), bench.step("two", second))));

        assertThat(plan().refused()).singleElement().asString().contains("the daemon of a1 is in use by step 'one'");
    }

    @Test
    void targetsBeyondTheLimitsAreRefused() {
        bench.method.add(new Step.Fault(
                "one", "first", first, new TargetSpec.OfRole(Role.AGENT, new Quantity.All()), Duration.ZERO, Bench.HERE));

        assertThat(plan().refused()).singleElement().asString().contains("6 of 6 agents", "limits.agents");
    }

    @Test
    void aRunWithTheSameSeedHitsTheSameHosts() throws IOException {
        bench.fault("one");
        bench.fault("two");
        bench.fault("three");

        RunPlan plan = plan();
        bench.run(directory);

        assertThat(plan.injections()).hasSize(3).extracting(RunPlan.Injection::id, RunPlan.Injection::targets)
                .isEqualTo(bench.timeline.of(Event.Planned.class).stream()
                        .map(planned -> tuple(planned.id(), planned.targets()))
                        .toList());
    }

    @Test
    void aNemesisIsPlannedAsItWillDraw() throws IOException {
        bench.method.add(new Step.Nemesis(
                "storm",
                List.of(bench.step("one", first), bench.step("two", second)),
                Duration.ofMillis(1200),
                Duration.ofMillis(400),
                1,
                Bench.HERE));

        RunPlan plan = plan();
        bench.run(directory);

        assertThat(plan.injections()).hasSize(3).extracting(RunPlan.Injection::step)
                .isEqualTo(bench.timeline.of(Event.Planned.class).stream().map(Event.Planned::step).toList());
    }

    @Test
    void nothingIsInjectedAndTheUndoIsTold() {
        FakeFault fault = bench.fault("one");
        fault.undoOnHosts = List.of(new HostCommand("a1", List.of("rm", "-f", "a b"), ""));
        bench.hold = Duration.ofSeconds(4);
        bench.fault("two");

        RunPlan plan = plan();

        assertThat(plan.injections().getFirst().undo()).extracting(HostCommand::told).containsExactly("a1: rm -f 'a b'");
        assertThat(plan.injections().get(1).hold()).isEqualTo(Duration.ofSeconds(4));
        assertThat(plan.least()).isEqualTo(Duration.ofMillis(4200));
        assertThat(plan.most()).isEqualTo(Duration.ofMillis(5200));
        assertThat(fault.calls).isEmpty();
    }

    @Test
    void whatDependsOnTheClusterIsSaidToBeAnExample() {
        bench.method.add(new Step.Fault(
                "one", "first", first, new TargetSpec.LeadingMaster(), Duration.ZERO, Bench.HERE));
        bench.fault("two");

        assertThat(plan().injections()).extracting(RunPlan.Injection::uncertain)
                .containsExactly(Optional.of("the master that leads then"), Optional.empty());
    }

    private RunPlan plan() {
        return DryRun.of(bench.scenario(), bench.plugins(), bench.cluster, bench.settings, SEED);
    }
}
