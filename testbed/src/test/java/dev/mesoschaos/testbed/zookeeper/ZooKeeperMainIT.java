package dev.mesoschaos.testbed.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.process.Lifeline;
import dev.mesoschaos.testbed.process.Loopback;
import dev.mesoschaos.testbed.process.TestProcess;
import dev.mesoschaos.testbed.zookeeper.ZooKeeperStatus.Mode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperMainIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final List<TestProcess> processes = new ArrayList<>();
    private final List<ZooKeeper> clients = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (ZooKeeper client : clients) {
            client.close(0);
        }
        processes.forEach(TestProcess::close);
    }

    @Test
    void aServerAloneServesOnAFreePort() throws Exception {
        InetSocketAddress server = start("--client_port=0", "--data_dir=" + directory).awaitListening();

        assertThat(server.getPort()).isNotZero();
        await().atMost(PATIENCE).until(() -> ZooKeeperStatus.read(server, LIMIT).isPresent());
        ZooKeeperStatus empty = ZooKeeperStatus.read(server, LIMIT).orElseThrow();
        assertThat(empty.mode()).isEqualTo(Mode.STANDALONE);
        ZooKeeper client = connect(server);
        client.create("/masters", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.create("/masters/1", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);

        ZooKeeperStatus used = ZooKeeperStatus.read(server, LIMIT).orElseThrow();
        assertThat(used.znodes()).isEqualTo(empty.znodes() + 2);
        assertThat(used.ephemerals()).isEqualTo(1);
        assertThat(used.connections()).isGreaterThanOrEqualTo(1);
        assertThat(used.zxid()).isGreaterThan(empty.zxid());
    }

    @Test
    void sessionsMayBeAsShortAsOneSecond() throws Exception {
        InetSocketAddress server = start("--client_port=0", "--data_dir=" + directory).awaitListening();

        assertThat(connect(server).getSessionTimeout()).isEqualTo(1000);
    }

    @Test
    void aServerDiesWithItsParent() throws Exception {
        TestProcess process = start("--client_port=0", "--data_dir=" + directory);
        process.awaitListening();

        process.cutLifeline();

        assertThat(process.awaitExit()).isEqualTo(Lifeline.CUT_STATUS);
    }

    @Test
    void threeServersElectALeaderAndSurviveItsLoss() throws Exception {
        List<InetSocketAddress> members = ensemble();
        InetSocketAddress leader = awaitLeader(members);
        assertThat(members).filteredOn(member -> mode(member).equals(Optional.of(Mode.FOLLOWER))).hasSize(2);

        processes.get(members.indexOf(leader)).close();

        List<InetSocketAddress> rest = members.stream().filter(member -> !member.equals(leader)).toList();
        awaitLeader(rest);
        assertThatThrownBy(() -> ZooKeeperStatus.read(leader, LIMIT)).isInstanceOf(IOException.class);
    }

    @Test
    void aServerWithoutQuorumRunsAndDoesNotServe() throws Exception {
        List<InetSocketAddress> members = ensemble();
        awaitLeader(members);

        processes.get(0).close();
        processes.get(1).close();

        await().atMost(PATIENCE).until(() -> ZooKeeperStatus.read(members.get(2), LIMIT).isEmpty());
    }

    private List<InetSocketAddress> ensemble() throws IOException {
        List<String> ips = List.of(Loopback.fresh(), Loopback.fresh(), Loopback.fresh());
        String servers = "--servers=1=%s:2888:3888,2=%s:2888:3888,3=%s:2888:3888".formatted(ips.toArray());
        for (int i = 0; i < 3; i++) {
            start("--id=" + (i + 1), "--ip=" + ips.get(i), "--data_dir=" + directory.resolve("zk" + i), servers);
        }
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (TestProcess process : processes) {
            addresses.add(process.awaitListening());
        }
        return addresses;
    }

    private static InetSocketAddress awaitLeader(List<InetSocketAddress> members) {
        await().atMost(PATIENCE).until(() -> members.stream().allMatch(member -> mode(member).isPresent()));
        List<InetSocketAddress> leaders =
                members.stream().filter(member -> mode(member).equals(Optional.of(Mode.LEADER))).toList();
        assertThat(leaders).hasSize(1);
        return leaders.getFirst();
    }

    private static Optional<Mode> mode(InetSocketAddress member) {
        try {
            return ZooKeeperStatus.read(member, LIMIT).map(ZooKeeperStatus::mode);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private ZooKeeper connect(InetSocketAddress server) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(server.getHostString() + ":" + server.getPort(), 100, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        clients.add(client);
        connected.await();
        return client;
    }

    private TestProcess start(String... flags) throws IOException {
        TestProcess process = TestProcess.start(ZooKeeperMain.class, flags);
        processes.add(process);
        return process;
    }
}
