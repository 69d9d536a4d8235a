package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.cluster.QuickStart;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
    public Map<String, String> suited(List<List<Set<Capability>>> faults, Map<String, String> settings) {
        if (!settings.getOrDefault(Enclosure.NETWORK, "auto").equals("auto") || possible(faults, settings)) {
            return settings;
        }
        Map<String, String> proxied = new HashMap<>(settings);
        proxied.put(Enclosure.NETWORK, "proxied");
        proxied.put(Enclosure.REASON, "what the faults need is not to be had in namespaces here");
        return possible(faults, proxied) ? Map.copyOf(proxied) : settings;
    }

    private boolean possible(List<List<Set<Capability>>> faults, Map<String, String> settings) {
        return faults.stream().allMatch(mechanisms ->
                mechanisms.stream().anyMatch(needs -> missing(needs, settings).isEmpty()));
    }

    @Override
    public List<String> enclosure(Map<String, String> settings) {
        // A home without a Mesos is told before anything is started.
        Optional<MesosHome> unused = MesosHome.asked(settings, System.getenv());
        if (Cgroups.areIn(Cgroups.USUAL)) {
            Cgroups.sweep(Cgroups.USUAL);
        }
        return Enclosure.choose(settings).command();
    }

    @Override
    public Map<Capability, String> missing(Set<Capability> needs, Map<String, String> settings) {
        Enclosure enclosure = enclosure(System.getenv(), settings);
        Map<Capability, String> missing = new EnumMap<>(Capability.class);
        if (enclosure.kind() == Enclosure.Kind.PROXIED && needs.contains(Capability.HOST_NETWORK)) {
            missing.put(
                    Capability.HOST_NETWORK,
                    "the network is " + enclosure.words() + "; run as root, or allow user namespaces, "
                            + "with util-linux and iproute2 installed and " + Enclosure.NETWORK + "=auto");
        }
        if (enclosure.kind() == Enclosure.Kind.PROXIED && needs.contains(Capability.UPLINKS)) {
            missing.put(Capability.UPLINKS, "hosts without a network of their own are joined by none");
        }
        missing.putAll(KernelParts.missing(needs, enclosure.kind()));
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

    /** That around this process, or else the one that there would be. */
    private static Enclosure enclosure(Map<String, String> environment, Map<String, String> settings) {
        return Enclosure.inside(environment)
                .map(inside -> new Enclosure(inside.kind(), "namespaces", List.of()))
                .orElseGet(() -> Enclosure.choose(settings));
    }

    @Override
    public Optional<String> lacking(ClusterSpec spec, Map<String, String> settings) {
        if (spec.diskMb() > 0) {
            Enclosure enclosure = enclosure(System.getenv(), settings);
            if (enclosure.kind() == Enclosure.Kind.PROXIED) {
                return Optional.of("hosts have a disk of their own only in namespaces, and the network is "
                        + enclosure.words() + "; run as root, or allow user namespaces, with " + Enclosure.NETWORK + "=auto");
            }
        }
        if (Cgroups.wanted(spec) && !Cgroups.areIn(Cgroups.USUAL)) {
            return Optional.of("agents cannot keep their tasks in control groups: run as root where cpu, cpuacct, memory and "
                    + "freezer of version 1 are mounted below " + Cgroups.USUAL);
        }
        Map<Capability, String> noUplinks = spec.uplink().isPresent()
                ? missing(Set.of(Capability.UPLINKS, Capability.SHAPING), settings)
                : Map.of();
        if (!noUplinks.isEmpty()) {
            return Optional.of("uplinks with a bandwidth need "
                    + noUplinks.entrySet().stream()
                            .map(entry -> entry.getKey().words() + " (" + entry.getValue() + ")")
                            .sorted()
                            .collect(Collectors.joining(" and ")));
        }
        return MesosHome.asked(settings, System.getenv()).flatMap(home -> InstalledDaemons.lacks(
                home,
                KnownFlags.ask(home.master(), home.environment(System.getenv())),
                KnownFlags.ask(home.agent(), home.environment(System.getenv())),
                spec));
    }

    @Override
    public Cluster describe(ClusterSpec spec, Set<Capability> needs, Map<String, String> settings) {
        return DescribedCluster.of(
                enclosure(System.getenv(), settings), spec, needs, MesosHome.asked(settings, System.getenv()));
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
