package dev.mesoschaos.injectors.mesos;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.PlayedSupervision;
import dev.mesoschaos.injectors.PlayedSupervisor;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.testbed.agent.AgentMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The agents of a bed, and power over them; one that nobody holds is started again at once. */
final class BedAgents implements DaemonControl, AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    final PlayedSupervision supervision;
    private final PlayedSupervisor supervisor;
    private final Path directory;
    private final String zooKeeper;

    BedAgents(Path directory, String zooKeeper) throws IOException {
        this.directory = directory;
        this.zooKeeper = zooKeeper;
        supervision = new PlayedSupervision(Files.createDirectory(directory.resolve("supervision")));
        supervisor = new PlayedSupervisor(supervision);
    }

    void add(String host) throws IOException {
        supervisor.add(host, () -> BedProcess.start(AgentMain.class, directory.resolve(host + ".log"),
                        "--ip=127.0.0.1", "--advertise_ip=127.0.0.1", "--hostname=" + host, "--port=0",
                        "--master=" + zooKeeper, "--work_dir=" + disk(host),
                        "--registration_backoff_factor=100ms", "--executor_shutdown_grace_period=500ms",
                        "--resources=cpus:2;mem:512;disk:1024")
                .process());
    }

    /** Where the agent of a host has all that is its. */
    Path disk(String host) {
        return directory.resolve(host);
    }

    @Override
    public void start(String host) {
        await("the agent of " + host).atMost(LIMIT).until(() -> runs(host));
    }

    @Override
    public void signal(String host, Signal signal) {
        if (signal != Signal.KILL) {
            throw new UnsupportedOperationException("no order needs " + signal);
        }
        ProcessHandle.of(supervisor.pid(host))
                .orElseThrow(() -> new ClusterException("the agent of " + host + " does not run"))
                .destroyForcibly();
    }

    @Override
    public void supervise(String host, boolean startAgain) {
        Path hold = supervision.holds(host).resolve("control");
        try {
            if (startAgain) {
                Files.deleteIfExists(hold);
            } else if (!Files.exists(hold)) {
                Files.createFile(hold);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean runs(String host) {
        return supervisor.runs(host);
    }

    @Override
    public List<End> ends(String host) {
        throw new UnsupportedOperationException("no order asks how agents ended");
    }

    @Override
    public void wipe(String host) {
        if (runs(host)) {
            throw new ClusterException("the agent of " + host + " runs: end it first");
        }
        try (Stream<Path> files = Files.walk(disk(host))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        supervisor.close();
    }
}
