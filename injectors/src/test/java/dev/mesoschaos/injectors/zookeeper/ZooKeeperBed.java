package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.engine.LiveFaultContext;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real server with two masters' election on it, a way to it on which orders can be lost, and a fault for it. */
final class ZooKeeperBed<P> implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Address M1 = new Address("127.66.3.1", 5050);
    private static final Address M2 = new Address("127.66.3.2", 5050);
    private static final Pattern OF_M1 = Pattern.compile("/mesos/(json\\.info_\\d+) of (\\p{XDigit}+) .*" + M1.host());

    final ZooKeeperGate gate;
    private final TestZooKeeper server;
    private final TestElection election;
    private final FakeCluster cluster;
    private final FaultType<P> fault;
    private final P plan;
    private final LiveFaultContext context;
    private final List<String> before;

    private ZooKeeperBed(FaultType<P> fault, String yaml, Path directory) throws Exception {
        this.fault = fault;
        server = new TestZooKeeper(directory);
        gate = new ZooKeeperGate(server.address());
        election = new TestElection(server.address());
        election.candidate(M1);
        election.candidate(M2);
        cluster = new FakeCluster(List.of(
                new Host("m1", Role.MASTER, "control", M1),
                new Host("m2", Role.MASTER, "control", M2),
                new Host("zk1", Role.ZOOKEEPER, "control", gate.address())));
        cluster.election = Optional.of("zk://" + gate.address() + "/mesos");
        context = cluster.context();
        plan = Samples.planner(fault, yaml).plan(cluster.targets("m1"), cluster.situation("half-1"));
        before = state();
    }

    static <P> ZooKeeperBed<P> of(FaultType<P> fault, String yaml, Path directory) throws IOException {
        try {
            return new ZooKeeperBed<>(fault, yaml, directory);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("no election can be held", e);
        }
    }

    void inject() {
        fault.inject(plan, context);
    }

    void undo() {
        fault.undo(plan, context);
    }

    /**
     * Our nodes are gone, and nodes and sessions are those of before once those have expired that nobody holds any more. A master that has lost
     * its session or its node was started again meanwhile, and is another one to ZooKeeper.
     */
    void isAsBefore(String what) {
        assertThat(server.state()).as(what).noneMatch(line -> line.startsWith("/mesos-chaos"));
        await(what).atMost(LIMIT).ignoreException(NoSuchElementException.class).untilAsserted(() -> {
            server.expireSilent();
            election.supervise(M1);
            assertThat(state()).as(what).isEqualTo(before);
        });
        Evidence undone = await(what).atMost(LIMIT).until(() -> fault.verifyUndone(plan, cluster.context()), Evidence::holds);
        assertThat(undone.holds()).isTrue();
    }

    private List<String> state() {
        List<String> state = server.state();
        Matcher m1 = state.stream().map(OF_M1::matcher).filter(Matcher::find).findFirst().orElseThrow();
        return state.stream()
                .map(line -> line.replace(m1.group(1), "json.info_").replace(m1.group(2), "m1"))
                .sorted()
                .toList();
    }

    @Override
    public void close() throws IOException {
        election.close();
        gate.close();
        server.close();
    }
}
