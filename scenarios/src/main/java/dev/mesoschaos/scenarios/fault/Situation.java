package dev.mesoschaos.scenarios.fault;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.cluster.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * All a plan may depend on beside its targets.
 *
 * @param runId marks what this run owns: tables, prefixes, names
 * @param injectionId unique in the run
 * @param capabilities what the cluster offers
 * @param links proxied links, empty without any
 * @param supervision of the hosts' daemons, where the cluster has power over them
 * @param harnessAddress from where users' requests come
 * @param random the injection's own stream of the run's seed
 */
public record Situation(
        String runId,
        String injectionId,
        Topology topology,
        Set<Capability> capabilities,
        List<Links.Link> links,
        List<Address> zookeeper,
        Optional<Supervision> supervision,
        String harnessAddress,
        Random random) {

    /** That of an injection on a cluster. */
    public static Situation on(
            Cluster cluster, String runId, String injectionId, Set<Capability> capabilities, Random random) {
        return new Situation(
                runId,
                injectionId,
                cluster.topology(),
                capabilities,
                cluster.power(Links.class).map(Links::all).orElse(List.of()),
                cluster.zookeeper(),
                cluster.power(Supervision.class),
                cluster.harnessAddress(),
                random);
    }
}
