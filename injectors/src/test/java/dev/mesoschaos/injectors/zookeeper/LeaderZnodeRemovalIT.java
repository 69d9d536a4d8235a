package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults on an election that a real ZooKeeper server holds. */
class LeaderZnodeRemovalIT {

    private static final Address M1 = new Address("127.66.2.1", 5050);
    private static final Address M2 = new Address("127.66.2.2", 5050);

    private final LeaderZnodeRemoval fault = new LeaderZnodeRemoval();
    private TestZooKeeper server;
    private TestElection election;
    private FakeCluster cluster;
    private LiveFaultContext context;
    private LeaderZnodeRemoval.Plan plan;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        server = new TestZooKeeper(directory);
        election = new TestElection(server.address());
        cluster = new FakeCluster(List.of(
                new Host("m1", Role.MASTER, "control", M1),
                new Host("m2", Role.MASTER, "control", M2),
                new Host("zk1", Role.ZOOKEEPER, "control", server.address())));
        cluster.election = Optional.of(election.url());
        context = cluster.context();
        plan = Samples.planner(fault, "{}").plan(cluster.targets("m1"), cluster.situation("gone-1"));
    }

    @AfterEach
    void stop() {
        election.close();
        server.close();
    }

    @Test
    void theLeadersNodeGoesAndNobodyElses() throws Exception {
        election.candidate(M1);
        election.candidate(M2);
        List<String> before = election.nodes();

        fault.inject(plan, context);

        assertThat(election.nodes()).hasSize(before.size() - 1).isSubsetOf(before).contains("log_replicas", before.get(1));
        assertThat(fault.verifyEffect(plan, context).detail()).contains(before.getFirst(), "is gone");
        assertThat(fault.verifyUndone(plan, cluster.context()).detail()).contains("no candidate yet");

        election.candidate(M1);
        fault.undo(plan, context);
        assertThat(fault.verifyUndone(plan, cluster.context()).detail()).startsWith("m1 is a candidate again");
    }

    @Test
    void aMasterThatDoesNotLeadAnyMoreIsLeftAlone() throws Exception {
        election.candidate(M2);
        election.candidate(M1);
        List<String> before = election.nodes();

        assertThatThrownBy(() -> fault.inject(plan, context))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("the master of m1 does not lead: 127.66.2.2:5050 does");
        assertThat(election.nodes()).isEqualTo(before);
    }

    @Test
    void withoutALeaderOrAnElectionThereIsNothingToRemove() {
        assertThatThrownBy(() -> fault.inject(plan, context)).hasMessageContaining("no master leads");
        cluster.election = Optional.empty();
        assertThatThrownBy(() -> fault.inject(plan, context)).hasMessageContaining("elect no leader in ZooKeeper");
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() throws Exception {
        election.candidate(M1);
        List<String> before = election.nodes();

        fault.undo(plan, cluster.context());
        fault.undo(plan, cluster.context());

        assertThat(election.nodes()).isEqualTo(before);
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
    }

    @Test
    void otherTargetsAreRefused() {
        assertThatThrownBy(() -> Samples.planner(fault, "{}")
                        .plan(cluster.targets("m1", "m2"), cluster.situation("gone-1")))
                .hasMessageContaining("use target: leading-master");
        assertThatThrownBy(() -> Samples.planner(fault, "{}")
                        .plan(cluster.targets("zk1"), cluster.situation("gone-1")))
                .hasMessageContaining("use target: leading-master");
    }

    @Test
    void anExpiredSessionTakesItsCandidacyWithItAndItsClientHears() throws Exception {
        ZooKeeperSessionExpiry expiry = new ZooKeeperSessionExpiry();
        ZooKeeperSessionExpiry.Plan both = Samples.planner(expiry, "{}")
                .plan(cluster.targets("m1"), cluster.situation("expired-1"));
        var heard = election.candidate(M1);
        var other = election.candidate(M2);
        List<String> before = election.nodes();

        expiry.inject(both, context);

        await().until(() -> election.nodes().size() == before.size() - 1);
        await().until(heard::get);
        assertThat(other).isFalse();
        Evidence effect = expiry.verifyEffect(both, context);
        assertThat(effect.holds()).as(effect.detail()).isTrue();
        assertThat(expiry.verifyUndone(both, cluster.context()).detail()).contains("without a session: m1");

        election.candidate(M1);
        expiry.undo(both, context);
        expiry.undo(both, cluster.context());
        assertThat(expiry.verifyUndone(both, cluster.context()).holds()).isTrue();
    }

    @Test
    void aHostWithoutASessionCannotLoseOne() {
        ZooKeeperSessionExpiry expiry = new ZooKeeperSessionExpiry();
        ZooKeeperSessionExpiry.Plan alone = new ZooKeeperSessionExpiry.Plan(List.of("m2"));

        assertThatThrownBy(() -> expiry.inject(alone, context)).hasMessageContaining("m2 has no session");
    }
}
