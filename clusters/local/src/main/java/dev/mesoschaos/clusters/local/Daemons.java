package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl.End;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The supervisor of each host: starts its daemon, and starts it again when it ended while the host is on, as one does in
 * production: a master that lost its leadership exits and counts on that.
 */
final class Daemons implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemons.class);
    private static final Duration RESTART_AFTER = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final List<String> FOREIGN_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Hosts hosts;
    private final DaemonCommands commands;
    private final RunFiles files;
    private final Consumer<String> notes;
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Map<String, List<End>> ends = new ConcurrentHashMap<>();
    private final HostSupervision supervision;
    private final Clock clock;
    private final ScheduledExecutorService supervisor =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("supervisor").factory());

    /**
     * Supervises nothing yet.
     *
     * @param notes hears of each daemon that ended unasked
     */
    Daemons(Hosts hosts, DaemonCommands commands, RunFiles files, Clock clock, Consumer<String> notes) {
        this.hosts = hosts;
        this.commands = commands;
        this.files = files;
        this.supervision = new HostSupervision(files);
        this.clock = clock;
        this.notes = notes;
    }

    /** Starts the daemon of a host that is on; nothing happens when it runs. */
    synchronized void start(HostPlan host) {
        Process before = running.get(host.name());
        if (supervisor.isShutdown() || (before != null && before.isAlive())) {
            return;
        }
        supervision.prepare(host.name());
        ProcessBuilder builder = hosts.daemonCommand(host, supervision.recorded(host.name(), commands.of(host)));
        cleanse(builder.environment());
        builder.environment().putAll(commands.environment(host));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(files.log(host.name()).toFile()));
        try {
            Process process = builder.start();
            running.put(host.name(), process);
            CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> ended(host, ended));
        } catch (IOException e) {
            throw new ClusterException("the daemon of " + host.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Takes out what would change a daemon behind our back: Java reads options there, Mesos its flags. */
    static void cleanse(Map<String, String> environment) {
        FOREIGN_OPTIONS.forEach(environment::remove);
        environment.keySet().removeIf(name -> name.startsWith("LIBPROCESS_")
                || (name.startsWith("MESOS_") && !name.startsWith("MESOS_CHAOS_")));
    }

    /** Supervises this host no more, because it is about to go off; nobody holds its daemon any more. */
    synchronized void forget(HostPlan host) {
        running.remove(host.name());
        supervision.releaseAll(host.name());
    }

    /** The ends of the daemon of a host while the host was on. */
    List<End> ends(HostPlan host) {
        return List.copyOf(ends.getOrDefault(host.name(), List.of()));
    }

    /** The process of the daemon of a host, when there is one. */
    Optional<ProcessHandle> process(HostPlan host) {
        return Optional.ofNullable(running.get(host.name())).filter(Process::isAlive).map(hosts::daemon);
    }

    /** All daemons, and the processes of this one that are there for them, such as holders of namespaces; no tasks. */
    Stream<ProcessHandle> andAttendants() {
        Set<ProcessHandle> daemons = running.values().stream().map(hosts::daemon).collect(Collectors.toSet());
        return ProcessHandle.current().children().flatMap(child -> downTo(daemons, child));
    }

    private static Stream<ProcessHandle> downTo(Set<ProcessHandle> daemons, ProcessHandle process) {
        return daemons.contains(process)
                ? Stream.of(process)
                : Stream.concat(Stream.of(process), process.children().flatMap(child -> downTo(daemons, child)));
    }

    @Override
    public synchronized void close() {
        supervisor.shutdownNow();
        running.clear();
    }

    private synchronized void ended(HostPlan host, Process process) {
        if (supervisor.isShutdown() || !process.equals(running.get(host.name()))) {
            return;
        }
        ends.computeIfAbsent(host.name(), name -> new CopyOnWriteArrayList<>())
                .add(new End(clock.now(), process.exitValue()));
        note(host, "the daemon ended with status " + process.exitValue()
                + (supervision.isHeld(host.name()) ? "; it is held down" : "; starting it again"));
        restartIn(RESTART_AFTER, host, process);
    }

    private void restartIn(Duration delay, HostPlan host, Process process) {
        Future<?> unused =
                supervisor.schedule(() -> restart(host, process), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As soon as nobody holds it. */
    private synchronized void restart(HostPlan host, Process process) {
        if (!process.equals(running.get(host.name())) || !hosts.isOn(host)) {
            return;
        }
        if (supervision.isHeld(host.name())) {
            restartIn(LOOK_EVERY, host, process);
        } else {
            start(host);
        }
    }

    private void note(HostPlan host, String text) {
        notes.accept(host.name() + ": " + text);
        try {
            Files.writeString(
                    files.log(host.name()), "supervisor: " + text + "\n", UTF_8,
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", files.log(host.name()), e.getMessage());
        }
    }
}
