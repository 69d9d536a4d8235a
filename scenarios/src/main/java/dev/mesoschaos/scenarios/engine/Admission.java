package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Environment;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Power;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.model.Limits;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an injection may be made beside those that are open. */
record Admission(Limits limits, Cluster cluster) {

    /**
     * Refuses what would go beyond the limits, clash with something open, or harm a cluster that matters for good.
     *
     * @throws RefusedException saying which of them, and how to have it all the same
     */
    void check(FaultType<?> type, Footprint more, Collection<Footprint> open) {
        checkEnvironment(type, more);
        Set<Host> hosts = new HashSet<>(off());
        open.forEach(footprint -> hosts.addAll(footprint.hosts()));
        new BlastRadius(limits, cluster.topology()).check(hosts, more.hosts());
        open.forEach(footprint -> checkClash(more, footprint));
    }

    private void checkEnvironment(FaultType<?> type, Footprint more) {
        Optional<String> forGood = type.irreversible();
        if (forGood.isPresent() && cluster.environment() != Environment.THROWAWAY) {
            throw new RefusedException(at(more) + type.id() + " cannot be undone (" + forGood.get()
                    + "), so it is made on throwaway clusters only, and this one is " + cluster.environment());
        }
    }

    private static void checkClash(Footprint more, Footprint other) {
        for (Resource resource : more.resources()) {
            other.resources().stream().filter(resource::clashes).findFirst().ifPresent(taken -> {
                throw new RefusedException(at(more) + "the " + resource + " is in use by step '" + other.step().id()
                        + "', which has the " + taken + ": choose other targets, or make one after the other");
            });
        }
    }

    private static String at(Footprint footprint) {
        return "step '" + footprint.step().id() + "': ";
    }

    /** Hosts that have no power already are as good as targets: a quorum misses them just the same. */
    private Set<Host> off() {
        Optional<Power> power = cluster.power(Power.class);
        return power.map(present -> cluster.topology().hosts().stream()
                        .filter(host -> !present.isOn(host.name()))
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** An injection that must not be made; nothing of it has begun. */
    static final class RefusedException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
