package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which links become slow, and by how much.
 *
 * @param mark how our toxics' names start
 * @param links the links to poison
 * @param latencyMs added to each answer, in milliseconds
 * @param jitterMs by which that varies, to either side
 */
public record LatencyPlan(String mark, List<Links.Link> links, long latencyMs, long jitterMs) {

    public LatencyPlan {
        links = List.copyOf(links);
    }

    /** Slows what clients have with ZooKeeper servers; links among the servers themselves stay as they are. */
    public static LatencyPlan toZookeeper(Targets targets, Situation situation, Duration latency, Duration jitter) {
        if (!targets.hosts().stream().allMatch(host -> host.role() == Role.ZOOKEEPER)) {
            throw new IllegalArgumentException(
                    "toxiproxy-latency slows links to ZooKeeper: write 'target: {links: zookeeper}'");
        }
        Set<String> names = new HashSet<>(targets.names());
        Set<String> servers =
                situation.topology().of(Role.ZOOKEEPER).stream().map(Host::name).collect(Collectors.toSet());
        List<Links.Link> links = situation.links().stream()
                .filter(link -> names.contains(link.to()) && !servers.contains(link.from()))
                .toList();
        if (links.isEmpty()) {
            throw new IllegalArgumentException("no link to " + targets.description() + " runs through a proxy");
        }
        String mark = "mesos-chaos-" + situation.runId() + "-" + situation.injectionId();
        return new LatencyPlan(mark, links, latency.toMillis(), jitter.toMillis());
    }

    /** The plan in words. */
    public List<String> describe() {
        return links.stream()
                .map(link -> String.format(
                        Locale.ROOT, "proxy %s: latency %d ms, jitter %d ms", link.proxy(), latencyMs, jitterMs))
                .toList();
    }
}
