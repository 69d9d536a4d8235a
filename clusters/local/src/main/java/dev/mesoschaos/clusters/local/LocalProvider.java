package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.cluster.QuickStart;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The embedded cluster, {@code local}.
 *
 * <p>With the setting {@code mesos.home}, or {@code MESOS_HOME} in the environment, it is made of the masters and agents of
 * an installed Mesos instead of the testbed's.
 *
 * <p>Settings: {@code cluster.network} is {@code auto}, {@code namespaces} or {@code proxied}; {@code toxiproxy.server}
 * is the path of a real {@code toxiproxy-server}, and {@code toxiproxy.address} the {@code host:port} of one that runs.
 */
public final class LocalProvider implements ClusterProvider {

    @Override
    public String id() {
        return "local";
    }

    @Override
    public QuickStart prepare(Map<String, String> settings, Consumer<String> news) {
        Jvm jvm = Jvm.ofThisProcess();
        List<String> options = jvm.cacheOptions(settings, news);
        return options.isEmpty() ? QuickStart.NONE : new QuickStart(options, jvm.classPath());
    }

    @Override
    public List<String> enclosure(Map<String, String> settings) {
        if (MesosHome.asked(settings, System.getenv()).isPresent()) {
            Cgroups.sweep(Cgroups.USUAL);
        }
        return Enclosure.choose(settings).command();
    }

    @Override
    public Map<Capability, String> missing(Set<Capability> needs, Map<String, String> settings) {
        Enclosure enclosure = Enclosure.inside(System.getenv())
                .map(inside -> new Enclosure(inside.kind(), "namespaces", List.of()))
                .orElseGet(() -> Enclosure.choose(settings));
        Map<Capability, String> missing = new EnumMap<>(Capability.class);
        if (enclosure.kind() == Enclosure.Kind.PROXIED && needs.contains(Capability.HOST_NETWORK)) {
            missing.put(
                    Capability.HOST_NETWORK,
                    "the network is " + enclosure.words() + "; run as root, or allow user namespaces, "
                            + "with util-linux and iproute2 installed and " + Enclosure.NETWORK + "=auto");
        }
        if (enclosure.kind() != Enclosure.Kind.PROXIED && needs.contains(Capability.ALL_LINKS)) {
            missing.put(
                    Capability.ALL_LINKS,
                    "hosts in namespaces reach each other without proxies; run with " + Enclosure.NETWORK + "=proxied");
        }
        if (needs.contains(Capability.ALL_LINKS) && MesosHome.asked(settings, System.getenv()).isPresent()) {
            missing.put(
                    Capability.ALL_LINKS,
                    "an installed Mesos dials its masters and agents itself, never through proxies; cut its hosts off in "
                            + Enclosure.NETWORK + "=namespaces");
        }
        if (needs.contains(Capability.OWN_CLOCK)) {
            missing.put(
                    Capability.OWN_CLOCK,
                    "all hosts of the embedded cluster have this machine's clock; run on machines of their own");
        }
        return missing;
    }

    @Override
    public Optional<String> lacking(ClusterSpec spec, Map<String, String> settings) {
        return MesosHome.asked(settings, System.getenv()).flatMap(home -> InstalledDaemons.lacks(
                home,
                KnownFlags.ask(home.master(), home.environment(System.getenv())),
                KnownFlags.ask(home.agent(), home.environment(System.getenv())),
                spec));
    }

    @Override
    public Cluster open(Request request) {
        return ClusterOpener.open(request, Clock.system());
    }

    /**
     * The embedded cluster is gone with its run, and every fault with it, except on a proxy server of the user, where its
     * proxies are removed. Ask outside of enclosures.
     */
    @Override
    public Optional<Cluster> reopen(String clusterId, Map<String, String> settings) {
        if (ClusterIds.exists(clusterId)) {
            throw new ClusterException("the run on " + clusterId + " is still going on: end it, and its cluster goes too");
        }
        LeftProxies.remove(clusterId, settings);
        return Optional.empty();
    }
}
