package dev.mesoschaos.injectors.process;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.MachineShell;
import dev.mesoschaos.injectors.PlayedExecutors;
import dev.mesoschaos.injectors.PlayedSupervision;
import dev.mesoschaos.injectors.PlayedSupervisor;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.TaskExecutors;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Targets.TaskOn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Three executors on two agents, each a real process with its task below it, which nobody starts again. */
abstract class ExecutorCase {

    @TempDir
    private Path directory;

    final MachineShell shell = new MachineShell();
    PlayedSupervisor supervisor;
    FakeCluster cluster;
    LiveFaultContext context;

    @BeforeEach
    final void open() throws IOException {
        PlayedSupervision supervision = new PlayedSupervision(directory);
        supervisor = new PlayedSupervisor(supervision);
        for (String task : List.of("web.1", "web.2", "api.1")) {
            supervisor.add(task, () -> new ProcessBuilder(PlayedExecutors.COMMAND).start());
        }
        supervisor.sleep(true);
        cluster = new FakeCluster(Samples.fiveHosts());
        cluster.powers.put(Shell.class, shell);
        cluster.powers.put(
                TaskExecutors.class,
                new PlayedExecutors(shell, supervision, Map.of("web.1", "a1", "web.2", "a2", "api.1", "a1")));
        context = cluster.context();
    }

    @AfterEach
    final void close() {
        supervisor.close();
    }

    ProcessPlan plan(FaultType<ProcessPlan> fault) {
        Targets hosts = cluster.targets("a1", "a2");
        return Samples.planner(fault, "{}").plan(
                new Targets("named", hosts.hosts(), List.of(new TaskOn("a1", "web.1"), new TaskOn("a2", "web.2"))),
                cluster.situation("executors-" + UUID.randomUUID(), Capability.DAEMONS));
    }
}
