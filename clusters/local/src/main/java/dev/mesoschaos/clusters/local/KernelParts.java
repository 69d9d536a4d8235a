package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What faults on packets need of the kernel and its tools, found out by using it in a network namespace that is thrown
 * away: files of modules say little about what a kernel can do.
 */
final class KernelParts {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String CABLE = "ip link add name trial type veth && ";

    private static final Map<Capability, Part> PARTS = Map.of(
            Capability.NETEM,
            new Part(
                    "tc qdisc add dev trial root netem delay 1ms",
                    "install iproute2, and a kernel with netem: modprobe sch_netem, on Debian from the package "
                            + "linux-image-amd64, on Fedora and Red Hat from kernel-modules-extra"),
            Capability.SHAPING,
            new Part(
                    "tc qdisc add dev trial root handle 1: htb default 0"
                            + " && tc class add dev trial parent 1: classid 1:1 htb rate 1gbit"
                            + " && tc qdisc add dev trial parent 1:1 tbf rate 1gbit burst 64kb latency 1ms"
                            + " && tc filter add dev trial parent 1: protocol ip u32 match ip dst 10.0.0.1/32 flowid 1:1",
                    "install iproute2, and load what it uses: modprobe -a sch_htb sch_tbf cls_u32"),
            Capability.PACKET_FILTER,
            new Part(
                    "nft 'add table inet trial; add chain inet trial input { type filter hook input priority 0; };"
                            + " add rule inet trial input numgen random mod 100 < 1 counter drop'",
                    "install nftables"));

    /** A kernel stays as it is, and is asked by every fault of every scenario. */
    private static final Map<List<String>, Shell.Result> TRIED = new ConcurrentHashMap<>();

    private KernelParts() {}

    /** What is missing of some capabilities, with what to install; those that are no matter of the kernel are not looked at. */
    static Map<Capability, String> missing(Set<Capability> needs, Enclosure.Kind kind) {
        return missing(needs, kind, command -> TRIED.computeIfAbsent(command, once -> Command.run(once, "", LIMIT)));
    }

    static Map<Capability, String> missing(
            Set<Capability> needs, Enclosure.Kind kind, Function<List<String>, Shell.Result> trial) {
        Map<Capability, String> missing = new EnumMap<>(Capability.class);
        PARTS.forEach((capability, part) -> {
            if (needs.contains(capability)) {
                if (kind == Enclosure.Kind.PROXIED) {
                    missing.put(capability, "hosts without a network of their own have none");
                } else if (!works(part, kind, trial)) {
                    missing.put(capability, part.remedy());
                }
            }
        });
        return missing;
    }

    private static boolean works(Part part, Enclosure.Kind kind, Function<List<String>, Shell.Result> trial) {
        List<String> command = new ArrayList<>(List.of("unshare", "--net"));
        if (kind == Enclosure.Kind.USER_NAMESPACES) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("--", "sh", "-c", CABLE + part.trial()));
        try {
            return trial.apply(command).ok();
        } catch (ClusterException e) {
            return false;
        }
    }

    /**
     * A part of the kernel with its tool.
     *
     * @param trial uses it on an interface named trial
     * @param remedy for when that does not work
     */
    private record Part(String trial, String remedy) {}
}
