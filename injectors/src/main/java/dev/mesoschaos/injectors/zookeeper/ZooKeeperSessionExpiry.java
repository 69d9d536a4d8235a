package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code zookeeper-session-expiry}: the ensemble gives up the sessions of masters or agents, at once and for no reason
 * that they could see, as it does with clients that were silent for longer than their timeout. What stood by a session
 * goes with it: a leading master's candidacy, and so the master; an agent looks for the leader anew.
 *
 * <p>There is nothing to take back: clients open new sessions by themselves.
 */
public final class ZooKeeperSessionExpiry implements FaultType<ZooKeeperSessionExpiry.Plan> {

    /**
     * The plan.
     *
     * @param hosts names of the hosts whose sessions end
     */
    public record Plan(List<String> hosts) {
        public Plan {
            hosts = List.copyOf(hosts);
        }
    }

    @Override
    public String id() {
        return "zookeeper-session-expiry";
    }

    @Override
    public String harm() {
        return "the ZooKeeper ensemble lets sessions of masters or agents expire";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public Planner<Plan> read(Fields parameters) {
        return new PlainPlanner<>(this, Visibility.NOTHING_LOST, Visibility.LEADER_RESIGNS, Set.of(),
                ZooKeeperSessionExpiry::plan, plan ->
                plan.hosts().stream().map(host -> "end the ZooKeeper session of " + host).toList());
    }

    private static Plan plan(Targets targets, Situation situation) {
        for (Host host : targets.hosts()) {
            if (host.role() == Role.ZOOKEEPER) {
                throw new IllegalArgumentException(
                        host.name() + " is a ZooKeeper server and has no session: target masters or agents");
            }
            boolean hidden = situation.links().stream().anyMatch(link -> link.from().equals(host.name()));
            if (host.role() == Role.AGENT && hidden) {
                throw new IllegalArgumentException("the ensemble sees " + host.name()
                        + " at its proxy, so that its session cannot be told from others: target masters");
            }
        }
        return new Plan(targets.names());
    }

    @Override
    public List<Resource> resources(Plan plan) {
        return Resource.of(Resource.Kind.SESSION, plan.hosts());
    }

    @Override
    public void inject(Plan plan, FaultContext context) {
        Map<String, Set<Long>> ended = new HashMap<>();
        plan.hosts().forEach(host -> ended.put(host, sessions(host, context)));
        ended.forEach((host, sessions) -> {
            if (sessions.isEmpty()) {
                throw new ClusterException(host + " has no session with the ensemble that could expire");
            }
        });
        context.keep(new Ended(ended));
        String servers =
                context.cluster().zookeeper().stream().map(Address::toString).collect(Collectors.joining(","));
        ended.values().forEach(sessions -> sessions.forEach(session -> ForeignSession.end(servers, session)));
    }

    private static Set<Long> sessions(String name, FaultContext context) {
        return ClientSessions.of(context.cluster(), Reachability.host(context.cluster(), name));
    }

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        Ended ended = context.kept().map(Ended.class::cast).orElseThrow();
        List<String> done = new ArrayList<>();
        for (String host : plan.hosts()) {
            Set<Long> now = sessions(host, context);
            Set<Long> before = ended.sessions().get(host);
            if (now.stream().anyMatch(before::contains)) {
                return Evidence.missing("still alive: the session of " + host + ", " + words(before));
            }
            // What a master has in ZooKeeper is proof enough when it is gone; an agent is seen only when it is back.
            if (now.isEmpty() && role(host, context) == Role.AGENT) {
                return Evidence.missing(host + " has not come back with a new session yet");
            }
            done.add(host + " lost " + words(before));
        }
        return Evidence.holds(String.join(", ", done));
    }

    private static String words(Set<Long> sessions) {
        return sessions.stream().map(session -> "0x" + Long.toHexString(session)).collect(Collectors.joining(" "));
    }

    private static Role role(String name, FaultContext context) {
        return Reachability.host(context.cluster(), name).role();
    }

    /** Clients learn it when they reconnect, and pause for up to a second before they do. */
    @Override
    public Duration effectWithin(Plan plan) {
        return Duration.ofSeconds(20);
    }

    @Override
    public void undo(Plan plan, FaultContext context) {
        context.take();
    }

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        List<String> without = plan.hosts().stream().filter(host -> sessions(host, context).isEmpty()).toList();
        return without.isEmpty()
                ? Evidence.holds("have sessions: " + String.join(", ", plan.hosts()))
                : Evidence.missing("without a session: " + String.join(", ", without) + ": see that they run");
    }

    /** A leading master ends with its session, and is started again. */
    @Override
    public Duration undoneWithin(Plan plan) {
        return Duration.ofMinutes(1);
    }

    /** The sessions that were ended, by host. */
    private record Ended(Map<String, Set<Long>> sessions) implements AutoCloseable {
        @Override
        public void close() {}
    }
}
