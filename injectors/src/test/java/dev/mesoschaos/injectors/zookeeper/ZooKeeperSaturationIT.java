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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Saturates a real ZooKeeper server, and takes it back. */
class ZooKeeperSaturationIT {

    private static final int HELD = 12;
    private static final double TOLERANCE = 0.15;

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
        plan = plan("{p99: 150ms, sessions: 8}");
        context = cluster.context();
        somebodyElse = Sessions.open(server.address().toString(), Sessions.CONNECT);
        for (String path : List.of("/mesos", plan.prefix(), plan.prefix() + "0.costly", plan.node("tenant-1-member-0-too"))) {
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

    private SaturationPlan plan(String parameters) {
        return Samples.planner(fault, parameters).plan(cluster.targets("zk1"), cluster.situation("flood-1"));
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
                .filter(Event.Gauge.class::isInstance)
                .map(Event.Gauge.class::cast)
                .filter(gauge -> gauge.series().equals(series))
                .map(Event.Gauge::value);
    }

    private List<String> znodes() throws Exception {
        return somebodyElse.getChildren("/", false).stream().sorted().toList();
    }

    /** The whole series is the gauge's; a load that runs away or gives up never has such a median. */
    private void awaitHeld(Goal goal) {
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            List<Double> latest = gauges("zookeeper " + goal.kind().key()).toList();
            List<Double> held = latest.subList(Math.max(0, latest.size() - HELD), latest.size()).stream().sorted().toList();
            return held.size() == HELD
                    && Math.abs(held.get(HELD / 2) - goal.amount()) <= goal.amount() * TOLERANCE;
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{p99: 150ms, sessions: 8, mix: {writes: 50%, reads: 20%, watches: 20%, sessions: 5%, large: 5%}}|5",
            "{outstanding: 200, sessions: 8}|5",
            "{connections: 60, tenants: 8}|50"})
    void theSetPointIsReachedAndHeldWithinFifteenPercentAndTakenBack(String parameters, int sessions) throws Exception {
        plan = plan(parameters);
        fault.inject(plan, context);
        Evidence effect = awaitEffect();
        assertThat(effect.detail()).contains(plan.goal() + ", measured: ");
        awaitHeld(plan.goal());
        assertThat(server.sessions()).isGreaterThanOrEqualTo(sessions);
        assertThat(gauges("zookeeper load under way")).allMatch(count -> count <= 1_000);
        for (int tenant = 1; tenant <= plan.tenants(); tenant++) {
            assertThat(gauges("zookeeper load of tenant-" + tenant)).anyMatch(rate -> rate > 0);
        }

        fault.undo(plan, context);

        awaitUndone();
        assertThat(znodes()).isEqualTo(theirs);
        await().atMost(Duration.ofSeconds(20)).until(() -> server.sessions() == 1);
    }

    @Test
    void sessionsComeAndGoInsideTheLoad() {
        plan = plan("{connections: 40, tenants: 4, mix: {sessions: 100%}}");
        fault.inject(plan, context);

        await().atMost(Duration.ofMinutes(1)).until(() -> gauges("zookeeper sessions renewed").anyMatch(rate -> rate > 1));
        awaitHeld(plan.goal());
    }

    @Test
    void nothingIsMeasuredOrAskedForAfterTheUndo() {
        fault.inject(plan, context);
        await().until(() -> gauges("zookeeper load").anyMatch(rate -> rate > 100));

        fault.undo(plan, context);

        long left = threads();
        assertThat(left).as("threads of the load").isLessThanOrEqualTo(3);
        await().atMost(Duration.ofSeconds(20)).until(() -> threads() == 0);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> List.of("zookeeper-measure", "zookeeper-ask", "zookeeper-load").contains(thread.getName()))
                .count();
    }

    /** The process that loaded is not heard of any more, but its sessions have not expired yet. */
    @Test
    void aNewProcessTakesBackWhatASilentOneLeft() throws Exception {
        ZooKeeper silent = Sessions.open(server.address().toString(), Sessions.CONNECT);
        for (String purpose : List.of("measured", "costly", "tenant-3-member-7")) {
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
        SaturationPlan lost = new SaturationPlan(
                plan.prefix(), List.of(nobody), plan.goal(), plan.mix(), 1, 1, Duration.ofSeconds(1));

        assertThatThrownBy(() -> fault.inject(lost, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("no server of 127.0.0.1:1 took a session within 1 s");
    }
}
