package dev.mesoschaos.injectors.process;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeService;
import dev.mesoschaos.injectors.MachineShell;
import dev.mesoschaos.injectors.PlayedSupervision;
import dev.mesoschaos.injectors.PlayedSupervisor;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two agents on this machine: their daemons are real processes, and what answers for them does so while they run. */
abstract class DaemonCase {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final List<Path> planned = new ArrayList<>();
    final MachineShell shell = new MachineShell();
    PlayedSupervisor supervisor;
    FakeCluster cluster;
    LiveFaultContext context;
    private FakeService first;
    private FakeService second;

    @BeforeEach
    final void open() throws IOException {
        PlayedSupervision supervision = new PlayedSupervision(directory);
        supervisor = new PlayedSupervisor(supervision);
        supervisor.add("a1", DaemonCase::daemon);
        supervisor.add("a2", DaemonCase::daemon);
        first = new FakeService("127.66.0.3", () -> supervisor.serves("a1"));
        second = new FakeService("127.66.0.4", () -> supervisor.serves("a2"));
        cluster = new FakeCluster(List.of(
                new Host("a1", Role.AGENT, "r1", first.address()), new Host("a2", Role.AGENT, "r1", second.address())));
        cluster.powers.put(Shell.class, shell);
        cluster.powers.put(Supervision.class, supervision);
        context = cluster.context();
    }

    private static Process daemon() throws IOException {
        return new ProcessBuilder("sleep", "1000000").start();
    }

    /** Notes of a test that failed would stay in the memory of this machine. */
    @AfterEach
    final void close() throws IOException {
        supervisor.close();
        for (Path notes : planned) {
            Files.deleteIfExists(notes);
        }
        first.close();
        second.close();
    }

    /** The context of a process that has only the plan. */
    LiveFaultContext newProcess() {
        return cluster.context();
    }

    /** A plan with a mark of its own, as every injection has. */
    <P> P plan(FaultType<P> fault, String parameters) {
        P plan = Samples.planner(fault, parameters)
                .plan(cluster.targets("a1", "a2"), cluster.situation("daemons-" + UUID.randomUUID(), Capability.DAEMONS));
        if (plan instanceof ProcessPlan processes) {
            processes.hosts().forEach(host -> planned.add(Path.of(processes.notes(host))));
        }
        return plan;
    }

    static Evidence soon(Callable<Evidence> look) {
        return await().atMost(SOON).until(look, Evidence::holds);
    }

    /** How the hosts look: whether daemons run, who holds them, and what is noted of this plan. */
    String looks(ProcessPlan plan) {
        StringBuilder looks = new StringBuilder();
        for (String host : List.of("a1", "a2")) {
            looks.append(host)
                    .append(supervisor.serves(host) ? " serves" : " does not serve")
                    .append(supervisor.holders(host))
                    .append(Path.of(plan.notes(host)).toFile().exists() ? " noted" : "")
                    .append("; ");
        }
        return looks.toString();
    }
}
