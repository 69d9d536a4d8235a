package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.maintenance.Machines;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.TimeInfo;

/** All that a leading master knows. Plain data; the rules are elsewhere. */
final class Cluster {

    private static final int MAX_COMPLETED_FRAMEWORKS = 50;

    private final MasterInfo self;
    private final InstantSource clock;
    private final Map<String, RegisteredAgent> agents = new LinkedHashMap<>();
    private final Map<String, AgentInfo> recovered = new LinkedHashMap<>();
    private final Map<String, Framework> frameworks = new LinkedHashMap<>();
    private final Deque<Framework> completedFrameworks = new ArrayDeque<>();
    private final Map<String, OutstandingOffer> offers = new LinkedHashMap<>();
    private final Counters counters;
    private RegistryState registry = RegistryState.EMPTY;

    Cluster(MasterInfo self, InstantSource clock, Counters counters) {
        this.self = self;
        this.clock = clock;
        this.counters = counters;
    }

    MasterInfo self() {
        return self;
    }

    /** Nanoseconds since the epoch. */
    long nowNanos() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    static TimeInfo time(long nanos) {
        return TimeInfo.newBuilder().setNanoseconds(nanos).build();
    }

    Map<String, RegisteredAgent> agents() {
        return agents;
    }

    /** Agents of the registry that have not come back to this leader yet. */
    Map<String, AgentInfo> recovered() {
        return recovered;
    }

    Map<String, Framework> frameworks() {
        return frameworks;
    }

    Deque<Framework> completedFrameworks() {
        return completedFrameworks;
    }

    Map<String, OutstandingOffer> offers() {
        return offers;
    }

    Counters counters() {
        return counters;
    }

    /** What is written in the registry; what is still being written is not in it. */
    RegistryState registry() {
        return registry;
    }

    void registry(RegistryState written) {
        registry = written;
    }

    /** The machines of the maintenance schedule. */
    Machines machines() {
        return new Machines(registry.schedule(), registry.down());
    }

    boolean isCompleted(String frameworkId) {
        return completedFrameworks.stream().anyMatch(framework -> framework.key().equals(frameworkId));
    }

    void complete(Framework framework) {
        frameworks.remove(framework.key());
        completedFrameworks.addLast(framework);
        if (completedFrameworks.size() > MAX_COMPLETED_FRAMEWORKS) {
            completedFrameworks.removeFirst();
        }
    }

    Optional<RegisteredAgent> agent(String id) {
        return Optional.ofNullable(agents.get(id));
    }

    /** Whether its resources may be offered: it is connected, and nobody deactivated it. */
    boolean isActive(RegisteredAgent agent) {
        return agent.isConnected() && !registry.deactivated().contains(agent.key());
    }

    /** What the tasks and executors of a framework hold. */
    Stream<Holding> holdings(Framework framework) {
        return agents.values().stream()
                .flatMap(RegisteredAgent::holdings)
                .filter(held -> held.claim().frameworkId().equals(framework.key()));
    }

    Optional<Framework> framework(String id) {
        return Optional.ofNullable(frameworks.get(id));
    }
}
