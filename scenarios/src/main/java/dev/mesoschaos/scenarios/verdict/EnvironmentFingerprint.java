package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that numbers depend on besides the cluster's own behaviour: only numbers of runs with the same fingerprint can be
 * compared. The version of mesos-chaos is no part of it, so that a trend shows what a new one changes.
 *
 * @param hash twelve hexadecimal digits, equal when all parts are
 * @param parts what they are, by name
 */
public record EnvironmentFingerprint(String hash, Map<String, String> parts) {

    /** Name of the part that a new version of Mesos changes. */
    public static final String MESOS = "Mesos";

    private static final int DIGITS = 12;
    private static final double MB_PER_GB = 1024;

    public EnvironmentFingerprint {
        parts = Map.copyOf(parts);
    }

    /** Of these parts. */
    public static EnvironmentFingerprint of(Map<String, String> parts) {
        String text = new TreeMap<>(parts)
                .entrySet().stream().map(part -> part.getKey() + "=" + part.getValue()).collect(Collectors.joining("\n"));
        return new EnvironmentFingerprint(hash(text), parts);
    }

    static Optional<EnvironmentFingerprint> of(Timeline timeline) {
        Event.RunStarted run = timeline.of(Event.RunStarted.class).getFirst();
        return timeline.last(Event.Machine.class)
                .flatMap(machine -> timeline.last(Event.ClusterOpened.class)
                        .map(opened -> of(parts(run, machine, opened))));
    }

    private static Map<String, String> parts(Event.RunStarted run, Event.Machine machine, Event.ClusterOpened opened) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("system", machine.system() + " " + machine.kernel() + " " + machine.architecture());
        parts.put("cpus", Integer.toString(machine.cpus()));
        parts.put("memory", machine.memoryMb() > 0 ? Math.round(machine.memoryMb() / MB_PER_GB) + " GB" : "unknown");
        parts.put("Java", machine.java());
        parts.put("cluster", cluster(run, opened));
        parts.put("evidence", opened.grade().word());
        parts.put("network", opened.network());
        parts.put(MESOS, opened.facts().mesosVersion());
        parts.put("flags", flags(opened.facts()));
        parts.put("topology", topology(opened.topology()));
        parts.put("settings", settings(run.settings()));
        return parts;
    }

    /** An embedded cluster is another one in each run; one of real hosts is itself. */
    private static String cluster(Event.RunStarted run, Event.ClusterOpened opened) {
        return opened.grade() == EvidenceGrade.HOSTS ? run.clusterKind() + " " + opened.clusterId() : run.clusterKind();
    }

    private static String flags(Facts facts) {
        return "agent_ping_timeout " + facts.agentPingTimeout() + " × " + facts.maxAgentPingTimeouts()
                + ", allocation_interval " + facts.allocationInterval()
                + ", removal interval " + facts.agentRemovalInterval()
                + ", ZooKeeper session " + facts.zookeeperSessionTimeout() + ", tick " + facts.zookeeperTick();
    }

    private static String topology(Topology topology) {
        return topology.of(Role.MASTER).size() + " masters, "
                + topology.of(Role.ZOOKEEPER).size() + " ZooKeeper servers, "
                + topology.of(Role.AGENT).size() + " agents on " + topology.agentRacks().size() + " racks, "
                + topology.simulatedAgents() + " simulated agents";
    }

    /** Those that change what is run, and no paths; a defect of the testbed is a change of the cluster, as a new version is. */
    private static String settings(Map<String, String> settings) {
        return new TreeMap<>(settings)
                .entrySet().stream()
                .filter(one -> one.getKey().startsWith("var.")
                        || one.getKey().startsWith("cluster."))
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
