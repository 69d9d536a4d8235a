package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Keeps real processes running, each as the daemon of a host, unless somebody holds it down. */
public final class PlayedSupervisor implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /** Starts a daemon. */
    public interface Starter {
        Process start() throws IOException;
    }

    private final PlayedSupervision supervision;
    private final Map<String, Starter> starters = new ConcurrentHashMap<>();
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("played-supervisor").unstarted(this::look);
    private volatile boolean asleep;
    private volatile boolean closed;

    public PlayedSupervisor(PlayedSupervision supervision) {
        this.supervision = supervision;
        thread.start();
    }

    /** Starts the daemon of a host, and waits until it runs. */
    public void add(String host, Starter starter) throws IOException {
        Files.createDirectories(supervision.holds(host));
        starters.put(host, starter);
        await("the daemon of " + host).until(() -> runs(host));
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(20)).pollInterval(LOOK_EVERY);
    }

    /** Whether a process of the daemon exists and is known. */
    public boolean runs(String host) {
        Process process = running.get(host);
        return process != null && process.isAlive();
    }

    public long pid(String host) {
        return running.get(host).pid();
    }

    /** State of the daemon's process, such as {@code S} or {@code T}; {@code -} without one. */
    public String state(String host) {
        if (!runs(host)) {
            return "-";
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid(host)), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
        } catch (IOException e) {
            return "-";
        }
    }

    /** Whether the daemon runs, and not stopped. */
    public boolean serves(String host) {
        return !List.of("-", "T", "Z").contains(state(host));
    }

    /** Marks of those who hold the daemon. */
    public List<String> holders(String host) {
        try (Stream<Path> held = Files.list(supervision.holds(host))) {
            return held.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on it starts nothing any more, or does again. */
    public void sleep(boolean asleep) {
        this.asleep = asleep;
    }

    private void look() {
        while (!closed) {
            starters.forEach((host, starter) -> {
                if (!asleep && !runs(host) && holders(host).isEmpty()) {
                    start(host, starter);
                }
            });
            Clock.system().pause(LOOK_EVERY);
        }
    }

    private synchronized void start(String host, Starter starter) {
        if (closed) {
            return;
        }
        try {
            Process process = starter.start();
            Path written = Files.writeString(supervision.directory().resolve(host + ".new"), process.pid() + "\n");
            Files.move(written, supervision.pid(host), StandardCopyOption.ATOMIC_MOVE);
            running.put(host, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.values().forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }
}
