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
import dev.mesoschaos.scenarios.journal.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saturates a real ZooKeeper server, and takes it back. */
class ZooKeeperSaturationIT {

    private static final double SET_POINT_MS = 100;

    private final ZooKeeperSaturation fault = new ZooKeeperSaturation();
    private TestZooKeeper server;
    private FakeCluster cluster;
    private SaturationPlan plan;
    private LiveFaultContext context;
    private ZooKeeper somebodyElse;
    private List<String> theirs;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        server = new TestZooKeeper(directory);
        cluster = new FakeCluster(List.of(new Host("zk1", Role.ZOOKEEPER, "control", server.address())));
        plan = Samples.planner(fault, "{p99: 100ms, sessions: 8}")
                .plan(cluster.targets("zk1"), cluster.situation("flood-1"));
        context = cluster.context();
        somebodyElse = Sessions.open(server.address().toString());
        for (String path : List.of("/mesos", plan.prefix(), plan.prefix() + "0.tenant-0", plan.node("tenant-0-too"))) {
            Sessions.create(somebodyElse, path, new byte[0]);
        }
        theirs = znodes();
    }

    @AfterEach
    void stop() {
        fault.undo(plan, context);
        Sessions.close(somebodyElse);
        server.close();
    }

    private Evidence awaitEffect() {
        return await().atMost(fault.effectWithin(plan).plusSeconds(20))
                .until(() -> fault.verifyEffect(plan, context), Evidence::holds);
    }

    private void awaitUndone() {
        Evidence undone = await().atMost(fault.undoneWithin(plan))
                .until(() -> fault.verifyUndone(plan, cluster.context()), Evidence::holds);
        assertThat(undone.detail()).contains("our nodes are gone");
    }

    private Stream<Double> gauges(String series) {
        return cluster.events.stream()
                .map(Event.Gauge.class::cast)
                .filter(gauge -> gauge.series().equals(series))
                .map(Event.Gauge::value);
    }

    private List<String> znodes() throws Exception {
        return somebodyElse.getChildren("/", false).stream().sorted().toList();
    }

    @Test
    void theSetPointIsReachedAndHeldAndTakenBack() throws Exception {
        fault.inject(plan, context);
        Evidence effect = awaitEffect();
        assertThat(effect.detail()).contains("the set-point is 100 ms");
        assertThat(server.sessions()).isGreaterThanOrEqualTo(9);

        long before = gauges("zookeeper p99").count();
        await().atMost(Duration.ofSeconds(60)).until(() -> gauges("zookeeper p99").count() >= before + 20);
        List<Double> held = gauges("zookeeper p99").skip(before + 4).sorted().toList();
        // Wide enough for a machine that others use too; a load that runs away is found by what is outstanding.
        assertThat(held.get(held.size() / 2)).as("%s", held).isBetween(SET_POINT_MS / 2, SET_POINT_MS * 4);
        assertThat(gauges("zookeeper outstanding"))
                .allMatch(count -> count <= 1_000)
                .last().matches(count -> count > 0);
        assertThat(gauges("zookeeper load")).anyMatch(rate -> rate > 100);

        fault.undo(plan, context);

        awaitUndone();
        assertThat(znodes()).isEqualTo(theirs);
        await().atMost(Duration.ofSeconds(10)).until(() -> server.sessions() == 1);
        long told = cluster.events.size();
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(15)).until(() -> cluster.events.size() <= told + 3);
    }

    /** The process that loaded is not heard of any more, but its sessions have not expired yet. */
    @Test
    void aNewProcessTakesBackWhatASilentOneLeft() throws Exception {
        ZooKeeper silent = Sessions.open(server.address().toString());
        for (String purpose : List.of("measured", "costly", "tenant-7", "member-0000000007")) {
            Sessions.create(silent, plan.node(purpose), new byte[0]);
        }
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isFalse();

        fault.undo(plan, cluster.context());

        awaitUndone();
        assertThat(znodes()).isEqualTo(theirs);
        Sessions.close(silent);
    }

    @Test
    void theNodesOfAHarnessThatDiedGoWithItsSessions() throws Exception {
        fault.inject(plan, context);
        assertThat(znodes()).contains(plan.node("costly").substring(1)).hasSizeGreaterThan(theirs.size());

        server.expireAllBut(somebodyElse.getSessionId());

        await().until(() -> znodes().equals(theirs));
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() throws Exception {
        fault.undo(plan, cluster.context());
        fault.undo(plan, cluster.context());

        awaitUndone();
        assertThat(znodes()).isEqualTo(theirs);
    }

    @Test
    void withoutLoadThereIsNoEffect() {
        assertThat(fault.verifyEffect(plan, cluster.context()).holds()).isFalse();
    }

    @Test
    void anInjectionIntoAnEnsembleThatIsNotThereSaysSo() {
        Address nobody = new Address("127.0.0.1", 1);
        SaturationPlan lost = new SaturationPlan(plan.prefix(), List.of(nobody), plan.p99(), 1, plan.within());

        assertThatThrownBy(() -> fault.inject(lost, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("no server of 127.0.0.1:1 took a session within 10 s");
    }
}
