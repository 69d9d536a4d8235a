package dev.mesoschaos.benchmarks;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.testbed.zookeeper.ZooKeeperMain;
import dev.mesoschaos.testbed.zookeeper.ZooKeeperStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real ensemble of three servers, each a process of its own, which end with this one. */
final class ZooKeeperServers implements AutoCloseable {

    private static final int SERVERS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int LOOKS = 600;

    private final List<Process> processes = new ArrayList<>();

    private ZooKeeperServers() {}

    static ZooKeeperServers start(Path directory) throws IOException, InterruptedException {
        ZooKeeperServers servers = new ZooKeeperServers();
        String members = IntStream.rangeClosed(1, SERVERS)
                .mapToObj(id -> id + "=" + ip(id) + ":2888:3888")
                .collect(Collectors.joining(","));
        for (int id = 1; id <= SERVERS; id++) {
            servers.processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx512m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                            ZooKeeperMain.class.getName(), "--id=" + id, "--ip=" + ip(id),
                            "--data_dir=" + directory.resolve("zk" + id), "--servers=" + members)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(directory.resolve("zk" + id + ".log").toFile())
                    .start());
        }
        servers.awaitServing();
        return servers;
    }

    private static String ip(int id) {
        return "127.83.0." + id;
    }

    private void awaitServing() throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            if (addresses().stream().allMatch(ZooKeeperServers::serves)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the ensemble did not start within a minute");
    }

    private static boolean serves(Address server) {
        try {
            return ZooKeeperStatus.read(new InetSocketAddress(server.host(), server.port()), LIMIT).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Client addresses. */
    List<Address> addresses() {
        return IntStream.rangeClosed(1, SERVERS).mapToObj(id -> new Address(ip(id), 2181)).toList();
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }
}
