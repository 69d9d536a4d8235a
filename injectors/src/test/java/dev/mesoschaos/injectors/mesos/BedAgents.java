package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.testbed.agent.AgentMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The agents of a bed, and power over them; supervised ones are started again at once. */
final class BedAgents implements DaemonControl, AutoCloseable {

    private final Path directory;
    private final String zooKeeper;
    private final Map<String, BedProcess> processes = new ConcurrentHashMap<>();
    private final Map<String, List<End>> ends = new ConcurrentHashMap<>();
    private final Set<String> unsupervised = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    BedAgents(Path directory, String zooKeeper) {
        this.directory = directory;
        this.zooKeeper = zooKeeper;
    }

    @Override
    public synchronized void start(String host) {
        if (closed || runs(host)) {
            return;
        }
        BedProcess started = BedProcess.start(AgentMain.class, directory.resolve(host + ".log"),
                "--ip=127.0.0.1", "--advertise_ip=127.0.0.1", "--hostname=" + host, "--port=0",
                "--master=" + zooKeeper, "--work_dir=" + directory.resolve(host),
                "--registration_backoff_factor=100ms", "--executor_shutdown_grace_period=500ms",
                "--resources=cpus:2;mem:512;disk:1024");
        processes.put(host, started);
        CompletableFuture<Void> unused = started.process().onExit().thenAccept(ended -> ended(host, ended));
    }

    private void ended(String host, Process process) {
        ends.computeIfAbsent(host, name -> new ArrayList<>()).add(new End(Clock.system().now(), process.exitValue()));
        if (!unsupervised.contains(host)) {
            start(host);
        }
    }

    @Override
    public void signal(String host, Signal signal) {
        if (!runs(host)) {
            throw new ClusterException("the agent of " + host + " does not run");
        }
        if (signal != Signal.KILL) {
            throw new UnsupportedOperationException("no order needs " + signal);
        }
        processes.get(host).process().destroyForcibly();
    }

    @Override
    public void supervise(String host, boolean startAgain) {
        if (startAgain) {
            unsupervised.remove(host);
        } else {
            unsupervised.add(host);
        }
    }

    @Override
    public boolean runs(String host) {
        return processes.containsKey(host) && processes.get(host).runs();
    }

    @Override
    public List<End> ends(String host) {
        return List.copyOf(ends.getOrDefault(host, List.of()));
    }

    @Override
    public void wipe(String host) {
        if (runs(host)) {
            throw new ClusterException("the agent of " + host + " runs: end it first");
        }
        try (Stream<Path> files = Files.walk(directory.resolve(host))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        processes.values().forEach(BedProcess::close);
    }
}
