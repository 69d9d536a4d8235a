package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeDaemons;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A quorum that is lost: what proves it, and what does not. */
class QuorumLossTest {

    private final QuorumLoss fault = new QuorumLoss();
    private final FakeDaemons daemons = new FakeDaemons();
    private final List<FakeServer> servers =
            IntStream.rangeClosed(1, 3).mapToObj(i -> new FakeServer("127.66.4." + i)).toList();
    private final FakeCluster cluster = new FakeCluster(Stream.concat(
                    IntStream.rangeClosed(1, 3).mapToObj(i -> new Host(
                            "z" + i, Role.ZOOKEEPER, "control", servers.get(i - 1).address())),
                    Stream.of(new Host("m1", Role.MASTER, "control", new Address("127.66.4.9", 5050))))
            .toList());
    private final LiveFaultContext context = cluster.context();

    QuorumLossTest() {
        cluster.powers.put(DaemonControl.class, daemons);
    }

    @AfterEach
    void stop() {
        servers.forEach(FakeServer::close);
    }

    private QuorumLoss.Plan plan(String... targets) {
        return Samples.planner(fault, "{}").plan(cluster.targets(targets), cluster.situation("lost-1", Capability.DAEMONS));
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
        assertThat(fault.verifyEffect(plan, context).detail()).contains("the others have not given up yet");
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

        fault.undo(plan, cluster.context());
        fault.undo(plan, cluster.context());

        assertThat(daemons.runs("z1")).isTrue();
        says(FakeServer.NOT_SERVING, FakeServer.NOT_SERVING, FakeServer.NOT_SERVING);
        assertThat(fault.verifyUndone(plan, cluster.context()).detail()).contains("not all servers serve");
        says("Mode: follower", "Mode: leader", "Mode: follower");
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
    }
}
