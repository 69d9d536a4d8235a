package dev.mesoschaos.testbed.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.agent.AgentMain;
import dev.mesoschaos.testbed.master.MasterMain;
import dev.mesoschaos.testbed.master.TestZooKeeper;
import dev.mesoschaos.testbed.process.TestProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A cluster in the state that the recorded one had: a leader, a follower and a registered agent. */
final class RecordedCluster implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final List<Runnable> open = new ArrayList<>();
    private final Path directory;
    private final TestZooKeeper zooKeeper;
    private final InetSocketAddress leader;
    private final InetSocketAddress follower;
    private InetSocketAddress agent;

    private RecordedCluster(Path directory, String... masterFlags) throws IOException, InterruptedException {
        this.directory = directory;
        this.zooKeeper = new TestZooKeeper(directory.resolve("zookeeper"));
        open.add(zooKeeper::close);
        this.leader = master("m1", masterFlags);
        awaitRedirect(leader);
        this.follower = master("m2", masterFlags);
        awaitRedirect(follower);
    }

    /** Two masters, the first of which leads. */
    static RecordedCluster ofMasters(Path directory, String... flags) throws IOException, InterruptedException {
        return new RecordedCluster(directory, flags);
    }

    /** Two masters and an agent. */
    static RecordedCluster withAgent(Path directory) throws IOException, InterruptedException {
        RecordedCluster cluster = new RecordedCluster(directory);
        cluster.agent = cluster.startAgent();
        await().atMost(LIMIT).ignoreExceptions().until(() ->
                operator(cluster.agent, "GET_HEALTH").status().startsWith("HTTP/1.1 200"));
        await().atMost(LIMIT).until(() ->
                operator(cluster.leader, "GET_AGENTS").text().contains("\"active\":true"));
        return cluster;
    }


    /** Starts a master as the recorded ones were started. */
    InetSocketAddress master(String name, String... more) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        List<String> flags = new ArrayList<>(List.of(
                "--ip=127.0.0.1",
                "--advertise_ip=127.0.0.1",
                "--hostname=127.0.0.1",
                "--port=0",
                "--zk=" + zooKeeper.url(),
                "--quorum=1",
                "--work_dir=" + home.resolve("work"),
                "--log_dir=" + home.resolve("log"),
                "--webui_dir=" + home.resolve("webui"),
                "--agent_ping_timeout=1secs",
                "--max_agent_ping_timeouts=3",
                "--allocation_interval=1secs",
                "--zk_session_timeout=5secs"));
        flags.addAll(List.of(more));
        return started(TestProcess.start(MasterMain.class, flags.toArray(String[]::new)));
    }

    private InetSocketAddress startAgent() throws IOException {
        Path home = Files.createDirectories(directory.resolve("a1"));
        return started(TestProcess.start(
                        AgentMain.class,
                        "--ip=127.0.0.1",
                        "--advertise_ip=127.0.0.1",
                        "--hostname=127.0.0.1",
                        "--port=0",
                        "--master=" + zooKeeper.url(),
                        "--work_dir=" + home.resolve("work"),
                        "--log_dir=" + home.resolve("log"),
                        "--registration_backoff_factor=100ms",
                        "--attributes=rack:r1;zone:z1",
                        "--resources=cpus:2;mem:512;disk:1024;ports:[32000-32099]"));
    }

    private InetSocketAddress started(TestProcess process) throws IOException {
        open.add(process::close);
        return process.awaitListening();
    }

    InetSocketAddress leader() {
        return leader;
    }

    InetSocketAddress follower() {
        return follower;
    }

    InetSocketAddress agent() {
        return agent;
    }

    /** Waits until a master knows the leader and, if it leads itself, has recovered. */
    private static void awaitRedirect(InetSocketAddress master) {
        await().atMost(LIMIT).ignoreExceptions().until(() ->
                get(master, "/redirect").status().startsWith("HTTP/1.1 307")
                        && !operator(master, "GET_HEALTH").status().startsWith("HTTP/1.1 503"));
    }

    /** The answer to a request without a body. */
    static RawHttp.Answer get(InetSocketAddress address, String target) throws IOException {
        return RawHttp.exchange(address, "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n", new byte[0], 0);
    }

    /** The answer to an operator call without a payload. */
    static RawHttp.Answer operator(InetSocketAddress address, String type) throws IOException {
        byte[] body = ("{\"type\":\"" + type + "\"}").getBytes(UTF_8);
        return RawHttp.exchange(
                address,
                "POST /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n",
                body,
                Integer.MAX_VALUE);
    }

    /** Ends all its processes. */
    @Override
    public void close() {
        open.reversed().forEach(Runnable::run);
    }
}
