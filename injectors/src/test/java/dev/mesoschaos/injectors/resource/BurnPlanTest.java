package dev.mesoschaos.injectors.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What burners are started with, which numbers prove them, and what ends them. */
class BurnPlanTest {

    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());

    private BurnPlan plan(BurnerFault fault, String yaml, String... targets) {
        return Samples.planner(fault, yaml).plan(cluster.targets(targets), cluster.situation("burn-1"));
    }

    @Test
    void amountsBecomeArgumentsInTheScriptsUnits() {
        assertThat(plan(new CpuStress(), "{workers: 3}", "a1").burns().getFirst().load()).containsExactly("workers", "3");
        assertThat(plan(new CpuStress(), "{share: 75%}", "a1").burns().getFirst().load()).containsExactly("share", "75");
        assertThat(plan(new MemoryStress(), "{size: 1.5GB}", "a1").burns().getFirst().load()).containsExactly("size", "1536");
        assertThat(plan(new IoStress(), "{}", "a1").burns().getFirst().load()).containsExactly("1", "16");
        assertThat(plan(new DiskFull(), "{}", "a1").burns().getFirst().load()).containsExactly("0", "1048576");
        assertThat(plan(new NetworkHog(), "{rate: 20MB/s}", "a1").burns().getFirst().load())
                .as("to the agent in another rack").containsExactly("20480", "10.0.2.1");
    }

    @Test
    void aHogWithNobodyToSendToIsRefused() {
        assertThatThrownBy(() -> plan(new NetworkHog(), "{rate: 1MB/s}", "m1", "zk1", "a1", "a2", "a3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network-hog needs a host to send to, and these targets are all hosts");
    }

    @Test
    void theUndoKnowsTheMarkOfEachHostAndNothingElse() {
        BurnPlan plan = plan(new MemoryStress(), "{size: 64MB}", "a1", "a2");

        List<HostCommand> undo = new MemoryStress().undoOnHosts(plan);

        assertThat(undo).extracting(HostCommand::host).containsExactly("a1", "a2");
        assertThat(undo).extracting(command -> command.command().getLast())
                .containsExactly("run_7_burn_1_a1", "run_7_burn_1_a2");
        assertThat(undo).extracting(command -> command.command().get(2)).containsOnly(undo.getFirst().command().get(2));
    }

    @Test
    void plansComeBackFromAJournalAsTheyWere() throws Exception {
        BurnPlan plan = plan(new NetworkHog(), "{rate: 20MB/s, as: task}", "a1", "a2");

        String json = JournalJson.mapper().writeValueAsString(plan);

        assertThat(JournalJson.mapper().readValue(json, BurnPlan.class)).isEqualTo(plan);
    }

    @Test
    void aPlanIsDescribedHostByHost() {
        Planner<BurnPlan> planner = Samples.planner(new CpuStress(), "{workers: 2}");

        assertThat(planner.describe(planner.plan(cluster.targets("a1", "a2"), cluster.situation("burn-1"))))
                .containsExactly("a1: cpu-stress workers 2", "a2: cpu-stress workers 2");
    }

    @ParameterizedTest
    @CsvSource({
            "100, 200, 50, true",
            "99, 200, 50, false",
            "40, 200, 20, true",
            "40, 200, 21, false",
            "39, 200, 0, false"})
    void processorsAreStressedWhenHalfIsBurntOrNothingIsLeft(long burnt, long asked, long idle, boolean bites) {
        assertThat(new CpuStress().judge(List.of(burnt, asked, idle), Optional.empty()).holds()).isEqualTo(bites);
    }

    @Test
    void aTaskNeedNotGetMoreProcessorTimeThanItHasAskedFor() {
        Optional<BurnPlan.Task> task = Optional.of(new BurnPlan.Task(0.1, 64));

        assertThat(new CpuStress().judge(List.of(5L, 200L, 50L), task).holds()).isTrue();
        assertThat(new CpuStress().judge(List.of(4L, 200L, 50L), task).holds()).isFalse();
    }

    @Test
    void tasksRunOnAgentsOnly() {
        assertThatThrownBy(() -> plan(new CpuStress(), "{workers: 2, as: task}", "a1", "zk1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cpu-stress as a task needs agents as its targets, and zk1 is none");
    }

    @Test
    void aTaskAsksForWhatTheScenarioSaysWhateverItBurns() {
        Planner<BurnPlan> planner = Samples.planner(new MemoryStress(), "{size: 256MB, as: task, cpus: 0.5, mem: 128MB}");

        BurnPlan plan = planner.plan(cluster.targets("a1"), cluster.situation("burn-1"));

        assertThat(plan.task()).contains(new BurnPlan.Task(0.5, 128));
        assertThat(planner.describe(plan))
                .containsExactly("a1: memory-stress size 256 as a task of 0.5 CPUs, 128.0 MB");
    }

    @Test
    void otherBurnersMustReachWhatTheyWereAskedFor() {
        assertThat(new MemoryStress().judge(List.of(94L, 100L), Optional.empty()).holds()).isFalse();
        assertThat(new MemoryStress().judge(List.of(95L, 100L), Optional.empty()).holds()).isTrue();
        assertThat(new IoStress().judge(List.of(255L, 256L), Optional.empty()).holds()).isFalse();
        assertThat(new IoStress().judge(List.of(256L, 256L), Optional.empty()).holds()).isTrue();
        assertThat(new DiskFull().judge(List.of(3049L, 1000L), Optional.empty()).holds()).isFalse();
        assertThat(new DiskFull().judge(List.of(3048L, 1000L), Optional.empty()).holds()).isTrue();
        assertThat(new NetworkHog().judge(List.of(511L, 1024L), Optional.empty()).holds()).isFalse();
        assertThat(new NetworkHog().judge(List.of(512L, 1024L), Optional.empty()).holds()).isTrue();
    }
}
