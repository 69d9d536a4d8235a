package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Environment;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.testbed.api.Build;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The embedded cluster as it would be, with the names and the flags that it would have. Addresses are those of any run in
 * namespaces, and examples on the proxied network, where each run draws its own.
 *
 * @param network in words
 * @param facts what its masters would say about their timing
 */
record DescribedCluster(
        EvidenceGrade grade, String network, Layout layout, LinkPlan plan, String harnessAddress, Facts facts,
        int simulatedAgents, RunFiles files)
        implements Cluster {

    private static final LoopbackAddresses EXAMPLES = new LoopbackAddresses(77, 0);

    /** Files of hosts are named as below a directory of this name. */
    private static final Path RUN = Path.of("RUN");

    static DescribedCluster of(
            Enclosure enclosure, ClusterSpec spec, Set<Capability> needs, Optional<MesosHome> home) {
        boolean proxied = enclosure.kind() == Enclosure.Kind.PROXIED;
        Layout layout = Layout.of(spec, proxied ? EXAMPLES : new NamespacePlan());
        Site.TaskPorts ports = proxied ? Site.TaskPorts.FEW : NamespacedSite.taskPorts(needs);
        LinkPlan links = proxied
                ? LinkPlan.all(layout, EXAMPLES.proxies(), ports.all(), home.isEmpty())
                : NamespacedSite.links(layout, needs);
        RunFiles files = RunFiles.of(RUN);
        Map<String, String> flags = new MesosFlags(spec, layout, links, files, ports.toString())
                .master(layout.of(Role.MASTER).getFirst());
        return new DescribedCluster(
                home.isPresent() ? EvidenceGrade.MESOS_LOCAL : EvidenceGrade.TESTBED,
                enclosure.words(),
                layout,
                links,
                proxied ? LoopbackSite.HARNESS : NamespacePlan.HARNESS,
                LiveFacts.of(flags, home.map(MesosHome::version).orElse(Build.VERSION), SessionLimits.EMBEDDED),
                spec.simulatedAgents(),
                files);
    }

    @Override
    public String id() {
        return "described";
    }

    @Override
    public Environment environment() {
        return Environment.THROWAWAY;
    }

    @Override
    public Topology topology() {
        return layout.topology(simulatedAgents);
    }

    @Override
    public double residentMb() {
        return 0;
    }

    @Override
    public List<Address> masters() {
        return addresses(Role.MASTER);
    }

    @Override
    public List<Address> zookeeper() {
        return addresses(Role.ZOOKEEPER);
    }

    @Override
    public Optional<String> election() {
        return Optional.of(MesosFlags.zookeeperUrl(zookeeper().stream()));
    }

    @Override
    public Address route(Address service) {
        return plan.via(Links.HARNESS, service);
    }

    @Override
    public String managementAddress() {
        return harnessAddress;
    }

    /** Only what says something without being asked: who would be told what. */
    @Override
    public <T> Optional<T> power(Class<T> type) {
        if (type == Supervision.class) {
            return Optional.of(type.cast(new HostSupervision(files)));
        }
        if (type == Links.class && !plan.links().isEmpty()) {
            return Optional.of(type.cast(new DescribedLinks(plan)));
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing was opened.
    }

    private List<Address> addresses(Role role) {
        return layout.of(role).stream().map(plan -> plan.host().service()).toList();
    }

    /** The links that there would be. */
    private record DescribedLinks(LinkPlan plan) implements Links {

        @Override
        public Address api() {
            throw new IllegalStateException("a plan has no proxy server");
        }

        @Override
        public String server() {
            return "described";
        }

        @Override
        public List<Link> all() {
            return plan.links().stream().map(link -> link.link("")).toList();
        }
    }
}
