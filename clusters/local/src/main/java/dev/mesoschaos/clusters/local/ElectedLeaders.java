package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.testbed.election.LeaderDetector;
import dev.mesoschaos.testbed.election.ZooKeeperSession;
import dev.mesoschaos.testbed.zookeeper.ZooKeeperStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.MasterInfo;

/** Who leads, by the election's own znodes and by the word of the servers; not by what any master believes. */
final class ElectedLeaders implements Leaders, AutoCloseable {

    private static final Duration SESSION = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

    private final Layout layout;
    private final ScheduledExecutorService executor = executor();
    private final ZooKeeperSession session;
    private final HaltNode halt;
    private volatile Optional<MasterInfo> master = Optional.empty();

    ElectedLeaders(Layout layout) {
        this.layout = layout;
        String servers = layout.of(Role.ZOOKEEPER).stream()
                .map(server -> server.host().service().toString())
                .collect(Collectors.joining(","));
        session = new ZooKeeperSession(servers, SESSION, executor);
        new LeaderDetector(session, MesosFlags.ELECTION, executor, leader -> master = leader);
        halt = new HaltNode(session, executor);
        session.open();
    }

    /** The kill switch on the same ensemble. */
    HaltNode halt() {
        return halt;
    }

    /** Throws away what comes after the end: a session that closes still reports it. */
    private static ScheduledExecutorService executor() {
        ThreadFactory thread = Thread.ofPlatform().daemon().name("leaders").factory();
        return new ScheduledThreadPoolExecutor(1, thread, new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Whether the ensemble has been heard: who leads, and what the kill switch says. */
    boolean known() {
        return master.isPresent() && halt.known();
    }

    @Override
    public Optional<String> leadingMaster() {
        return master.map(leader -> leader.getAddress().getIp()).flatMap(ip -> layout.of(Role.MASTER).stream()
                .filter(host -> host.address().equals(ip))
                .map(HostPlan::name)
                .findFirst());
    }

    @Override
    public Optional<String> zookeeperLeader() {
        return layout.of(Role.ZOOKEEPER).stream()
                .filter(ElectedLeaders::leads)
                .map(HostPlan::name)
                .findFirst();
    }

    /** Whether this server takes part in the ensemble now. */
    static boolean serves(HostPlan server) {
        return status(server).isPresent();
    }

    private static boolean leads(HostPlan server) {
        return status(server)
                .filter(status -> status.mode() == ZooKeeperStatus.Mode.LEADER
                        || status.mode() == ZooKeeperStatus.Mode.STANDALONE)
                .isPresent();
    }

    private static Optional<ZooKeeperStatus> status(HostPlan server) {
        try {
            return ZooKeeperStatus.read(
                    new InetSocketAddress(server.address(), Layout.ZOOKEEPER_PORT), ANSWER_LIMIT);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        executor.execute(session::close);
        executor.shutdown();
    }
}
