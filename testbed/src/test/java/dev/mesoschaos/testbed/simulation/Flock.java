package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.testbed.master.MasterMain;
import dev.mesoschaos.testbed.process.Loopback;
import dev.mesoschaos.testbed.process.TestProcess;
import dev.mesoschaos.testbed.zookeeper.ZooKeeperMain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A ZooKeeper server, a master and a simulator as the embedded cluster has them, each a process. */
final class Flock implements AutoCloseable {

    /** The master's {@code agent_ping_timeout} and {@code max_agent_ping_timeouts}. */
    static final int PING_SECONDS = 1;

    static final int PINGS = 3;

    private final List<TestProcess> processes = new ArrayList<>();
    private final MesosHttp http = MesosHttp.builder().build();
    private final MasterAddress master;
    private final InetSocketAddress simulator;

    Flock(Path directory, int agents, int perRack) throws IOException {
        try {
            InetSocketAddress zooKeeper = start(
                    List.of(), ZooKeeperMain.class, "--client_port=0", "--data_dir=" + directory.resolve("zookeeper"))
                    .awaitListening();
            String url = "zk://127.0.0.1:" + zooKeeper.getPort() + "/mesos";
            InetSocketAddress listening = start(
                    List.of("-Xmx256m"),
                    MasterMain.class,
                    "--ip=127.0.0.1",
                    "--port=0",
                    "--zk=" + url,
                    "--quorum=1",
                    "--work_dir=" + directory.resolve("master"),
                    "--agent_ping_timeout=" + PING_SECONDS + "secs",
                    "--max_agent_ping_timeouts=" + PINGS,
                    "--zk_session_timeout=5secs")
                    .awaitListening();
            master = new MasterAddress("127.0.0.1", listening.getPort());
            simulator = start(
                    List.of("-Xmx192m"),
                    SimulatedAgentsMain.class,
                    "--ip=" + Loopback.fresh(),
                    "--master=" + url,
                    "--agents=" + agents,
                    "--agents_per_rack=" + perRack,
                    "--registration_backoff_factor=250ms")
                    .awaitListening();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private TestProcess start(List<String> options, Class<?> main, String... flags) throws IOException {
        TestProcess process = TestProcess.start(options, main, flags);
        processes.add(process);
        return process;
    }

    MesosHttp http() {
        return http;
    }

    LeaderSource leader() {
        return LeaderSource.of(List.of(master));
    }

    OperatorClient operator() {
        return new OperatorClient(http, leader());
    }

    /** The body of an answer of the simulator, or of the agent that many ports after it. */
    String ask(String method, int agent, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + simulator.getHostString() + ":" + (simulator.getPort() + agent) + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    /** What ZooKeeper, master and simulator hold, in this order. */
    List<Long> residentBytes() throws IOException {
        List<Long> all = new ArrayList<>();
        for (TestProcess process : processes) {
            all.add(process.residentBytes());
        }
        return all;
    }

    @Override
    public void close() {
        http.close();
        processes.reversed().forEach(TestProcess::close);
    }
}
