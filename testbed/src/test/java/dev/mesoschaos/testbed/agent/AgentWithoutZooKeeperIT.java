package dev.mesoschaos.testbed.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.process.TestProcess;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.zookeeper.ZooKeeperMain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent does while ZooKeeper is out of reach and its master is not (mesos-facts 4.4-11, statement 51). */
class AgentWithoutZooKeeperIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void itStillAnswersPingsAndRunsItsTasksButStartsNothingUntilZooKeeperIsBack() throws Exception {
        try (FakeMaster master = FakeMaster.start()) {
            InetSocketAddress address;
            try (TestProcess zooKeeper = zooKeeper(0)) {
                address = zooKeeper.awaitListening();
                elect(address, master);
                String url = "zk://127.0.0.1:" + address.getPort() + "/mesos";
                try (AgentProcess agent =
                        AgentProcess.start(directory.resolve("agent"), url, "--zk_session_timeout=1secs")) {
                    master.take(AgentMessage.Register.class);
                    master.run(Samples.FRAMEWORK, Samples.shell("t1", "exec sleep 1000"));
                    master.takeAndAcknowledge("t1", TaskState.TASK_STARTING);
                    TaskStatus running = master.takeAndAcknowledge("t1", TaskState.TASK_RUNNING);

                    zooKeeper.cutLifeline();
                    await().atMost(PATIENCE).until(() -> agent.log().contains("Leading master: none"));
                    master.run(Samples.FRAMEWORK, Samples.shell("t2", "exec sleep 1000"));
                    master.hasBeenHeard();

                    assertThat(agent.log()).contains("Ignoring RunTask");
                    assertThat(ProcessHandle.of(running.getContainerStatus().getExecutorPid())).isPresent();

                    try (TestProcess again = zooKeeper(address.getPort())) {
                        again.awaitListening();
                        assertThat(master.take(AgentMessage.Reregister.class).tasks())
                                .singleElement()
                                .satisfies(task -> assertThat(task.getState()).isEqualTo(TaskState.TASK_RUNNING));
                        master.kill("t1");
                        master.takeAndAcknowledge("t1", TaskState.TASK_KILLED);
                    }
                }
            }
        }
    }

    private TestProcess zooKeeper(int port) throws IOException {
        return TestProcess.start(
                ZooKeeperMain.class, "--client_port=" + port, "--data_dir=" + directory.resolve("zookeeper"));
    }

    /** A leader that stays one: its znode is not ephemeral. */
    private static void elect(InetSocketAddress server, FakeMaster master) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper("127.0.0.1:" + server.getPort(), 5000, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        connected.await();
        String port = master.address().substring(master.address().indexOf(':') + 1);
        String info = """
                {"address":{"hostname":"127.0.0.1","ip":"127.0.0.1","port":%s},"hostname":"127.0.0.1","id":"m",\
                "ip":16777343,"pid":"master@127.0.0.1:%s","port":%s,"version":"1.11.0"}""".formatted(port, port, port);
        client.create("/mesos", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.create(
                "/mesos/json.info_", info.getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL);
        client.close();
    }
}
