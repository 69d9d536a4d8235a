package dev.mesoschaos.scenarios.lease;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.language.Durations;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The leases of one injection: one on each host that its undo has commands for, and maybe none at all. */
public final class Leases {

    /** The setting that says how long they are. */
    public static final String SETTING = "chaos.lease";

    /** Long enough for a host under stress to hear of a heartbeat, short enough to bear when a harness has died. */
    public static final Duration LENGTH = Duration.ofSeconds(15);

    /** A heartbeat, a third of it, must have time to go through; and nobody wants a fault for longer that nobody holds. */
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Hosts that undo have work to do, and some are slow because of the fault. */
    private static final Duration UNDO_LIMIT = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final Duration length;
    private final Map<String, Lease> byHost = new LinkedHashMap<>();
    private final List<Lease> armed = new CopyOnWriteArrayList<>();
    private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();

    /**
     * Leases that are not armed.
     *
     * @param run id of the run
     * @param injection id of the injection in that run
     * @param undo the undo on all hosts
     * @param length whole seconds
     * @throws ClusterException when there is something to undo on hosts, and the cluster has no shell there
     */
    public Leases(Cluster cluster, String run, String injection, List<HostCommand> undo, Duration length) {
        this.cluster = cluster;
        this.length = length;
        Map<String, List<HostCommand>> commands = undo.stream()
                .collect(Collectors.groupingBy(HostCommand::host, LinkedHashMap::new, Collectors.toList()));
        if (!commands.isEmpty()) {
            Shell shell = cluster.power(Shell.class)
                    .orElseThrow(() -> new ClusterException("this cluster has no shell on its hosts"));
            commands.forEach((host, own) -> byHost.put(host, Lease.of(shell, run, injection, own, length)));
        }
    }

    /**
     * How long leases are in a run with these settings.
     *
     * @throws UsageException when that is no duration of whole seconds from 5 seconds to 10 minutes
     */
    public static Duration length(Map<String, String> settings) {
        String text = settings.get(SETTING);
        return text == null ? LENGTH : Durations.read(text)
                .filter(length -> length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0)
                .filter(length -> length.equals(length.truncatedTo(ChronoUnit.SECONDS)))
                .orElseThrow(() -> new UsageException(SETTING + "=" + text
                        + ": expected whole seconds or minutes, such as 30s or 2m, from 5s to 10m"));
    }

    /** Whether nothing of the injection is on hosts. */
    public boolean none() {
        return byHost.isEmpty();
    }

    /**
     * Arms all but those of hosts that are off: nothing can be injected there.
     *
     * @throws ClusterException when one could not be armed; others may be, and run out unless they are undone
     */
    public void arm() {
        AllOf.atOnce(byHost.values().stream().map(lease -> () -> {
            if (whereOn(lease, lease::arm)) {
                armed.add(lease);
            }
        }));
    }

    /**
     * Renews all from now on, until the undo.
     *
     * @param lost hears when a host undoes by itself, and why; any thread, maybe once for each host
     */
    public void renew(Clock clock, Consumer<String> lost) {
        armed.forEach(lease -> heartbeats.add(new Heartbeat(lease, clock, why -> {
            if (!cluster.isOff(lease.host())) {
                lost.accept(why);
            }
        })));
        heartbeats.forEach(Heartbeat::start);
    }

    /** A host that has lost its power has lost fault and lease alike, and one that had none never had them. */
    private boolean whereOn(Lease lease, Runnable action) {
        if (cluster.isOff(lease.host())) {
            return false;
        }
        try {
            action.run();
            return true;
        } catch (ClusterException e) {
            if (cluster.isOff(lease.host())) {
                return false;
            }
            throw e;
        }
    }

    /** A shell for the injection: runs commands only on hosts whose lease has not run out. */
    public Shell shell() {
        return (host, command, stdin, timeout) -> {
            Lease lease = byHost.get(host);
            if (lease == null) {
                throw new ClusterException("the injection has no lease on " + host + ", as its undo does nothing there");
            }
            return lease.inject(command, stdin, timeout);
        };
    }

    /**
     * Undoes on all hosts at once, and ends the leases where that succeeded. Can be repeated; needs nothing but the plan,
     * so that any process can do it.
     *
     * @throws ClusterException with the hosts on which it failed
     */
    public void undo() {
        heartbeats.forEach(Heartbeat::stop);
        AllOf.atOnce(byHost.values().stream().map(lease -> () -> whereOn(lease, () -> lease.undo(UNDO_LIMIT))));
    }

    /** Their length and number, for the journal. */
    @Override
    public String toString() {
        return length.toSeconds() + " s on " + armed.size() + " host(s)";
    }
}
