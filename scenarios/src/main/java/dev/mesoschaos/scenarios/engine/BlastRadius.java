package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.model.Limits;
import dev.mesoschaos.scenarios.model.Quantity;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The limits of a scenario, applied to everything that is a target at the same time. */
record BlastRadius(Limits limits, Topology topology) {

    /**
     * Refuses targets beyond the limits.
     *
     * @param open hosts that are targets already
     * @param more hosts about to become targets
     * @throws Admission.RefusedException naming the limit and how far it would be exceeded
     */
    void check(Set<Host> open, Set<Host> more) {
        Set<Host> all = new HashSet<>(open);
        all.addAll(more);
        for (Role role : Role.values()) {
            int size = topology.of(role).size();
            long wanted = all.stream().filter(host -> host.role() == role).count();
            Quantity limit = limit(role);
            if (wanted > limit.of(size)) {
                throw new Admission.RefusedException(String.format(
                        Locale.ROOT,
                        "the blast radius would be %d of %d %ss, the limit is %s (%d): raise limits.%s if that is meant",
                        wanted,
                        size,
                        role.name().toLowerCase(Locale.ROOT),
                        limit,
                        limit.of(size),
                        key(role)));
            }
        }
    }

    private Quantity limit(Role role) {
        return switch (role) {
            case AGENT -> limits.agents();
            case MASTER -> limits.masters();
            case ZOOKEEPER -> limits.zookeeper();
        };
    }

    private static String key(Role role) {
        return switch (role) {
            case AGENT -> "agents";
            case MASTER -> "masters";
            case ZOOKEEPER -> "zookeeper";
        };
    }
}
