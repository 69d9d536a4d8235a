package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.MachineShell;
import dev.mesoschaos.injectors.PlayedSupervision;
import dev.mesoschaos.injectors.PlayedSupervisor;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quorum that is lost: what proves it, and what does not. */
class QuorumLossTest {

    private final QuorumLoss fault = new QuorumLoss();
    private List<FakeServer> servers;
    private PlayedSupervisor supervisor;
    private FakeCluster cluster;
    private LiveFaultContext context;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws IOException {
        PlayedSupervision supervision = new PlayedSupervision(directory);
        supervisor = new PlayedSupervisor(supervision);
        servers = IntStream.rangeClosed(1, 3).mapToObj(i -> new FakeServer("127.66.4." + i)).toList();
        List<Host> hosts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            supervisor.add("z" + i, () -> new ProcessBuilder("sleep", "1000000").start());
            hosts.add(new Host("z" + i, Role.ZOOKEEPER, "control", servers.get(i - 1).address()));
        }
        hosts.add(new Host("m1", Role.MASTER, "control", new Address("127.66.4.9", 5050)));
        cluster = new FakeCluster(hosts);
        cluster.powers.put(Shell.class, new MachineShell());
        cluster.powers.put(Supervision.class, supervision);
        context = cluster.context();
    }

    @AfterEach
    void stop() {
        supervisor.close();
        servers.forEach(FakeServer::close);
    }

    private QuorumLoss.Plan plan(String... targets) {
        return Samples.planner(fault, "{}")
                .plan(cluster.targets(targets), cluster.situation("lost-" + UUID.randomUUID(), Capability.DAEMONS));
    }

    private void says(String... answers) {
        for (int i = 0; i < answers.length; i++) {
            servers.get(i).answer = answers[i];
        }
    }

    @Test
    void fewerThanAMajorityAreRefusedWithTheNumberThatIsNeeded() {
        assertThatThrownBy(() -> plan("z1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("z1: a quorum of 3 ZooKeeper servers is lost with 2 of them, so target {zookeeper: 2}");
        assertThatThrownBy(() -> plan("z1", "m1")).hasMessageContaining("so target {zookeeper: 2}");
    }

    @Test
    void itBitesOnlyWhenTheRestRefusesToServe() {
        QuorumLoss.Plan plan = plan("z1", "z2");
        says("Mode: leader", "Mode: follower", "Mode: follower");
        fault.inject(plan, context);

        assertThat(fault.verifyEffect(plan, context).holds()).as("they still answer").isFalse();
        says("", "", "Mode: follower");
        await().until(() -> fault.verifyEffect(plan, context).detail().contains("the others have not given up yet"));
        says("", "", "");
        assertThat(fault.verifyEffect(plan, context).holds()).as("the rest died, too").isFalse();
        says("", "", FakeServer.NOT_SERVING);
        assertThat(fault.verifyEffect(plan, context).detail())
                .isEqualTo("no quorum: z1 silent, z2 silent, z3 not serving");
        assertThat(fault.verifyHeld(plan, context).holds()).isTrue();
    }

    @Test
    void itIsUndoneOnlyWhenAllServeUnderOneLeader() {
        QuorumLoss.Plan plan = plan("z1", "z2");
        fault.inject(plan, context);
        says("", "", FakeServer.NOT_SERVING);
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isFalse();

        cluster.undo(fault, plan);
        cluster.undo(fault, plan);

        says(FakeServer.NOT_SERVING, FakeServer.NOT_SERVING, FakeServer.NOT_SERVING);
        await().until(() -> fault.verifyUndone(plan, cluster.context()).detail().contains("not all servers serve"));
        says("Mode: follower", "Mode: leader", "Mode: follower");
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
    }
}
