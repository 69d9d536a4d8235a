package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.verdict.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One thing to know about a run. */
public record Fact(String name, String value) {

    /** What was run, with what, and where. */
    public static List<Fact> of(Result result) {
        List<Fact> facts = new ArrayList<>();
        result.cluster().ifPresent(opened -> {
            facts.add(new Fact("evidence grade", opened.evidence()));
            facts.add(new Fact("network", opened.network()));
            facts.add(new Fact("Mesos", opened.facts().mesosVersion()));
            facts.add(new Fact("cluster", size(opened.topology())));
        });
        facts.add(new Fact("mesos-chaos", result.run().version() + " (commit " + result.run().commit() + ")"));
        facts.add(new Fact("seed", Long.toString(result.run().seed())));
        facts.add(new Fact("started", Words.moment(result.started())));
        facts.add(new Fact("took", Words.duration(result.took())));
        result.cluster().map(Event.ClusterOpened::facts).ifPresent(flags -> facts.addAll(flags(flags)));
        return facts;
    }

    /** What the cluster itself needed. */
    static List<Fact> footprint(Event.ClusterOpened opened) {
        String memory = opened.residentMb() > 0
                ? String.format(Locale.ROOT, "%.0f MB", opened.residentMb())
                : "unknown";
        return List.of(
                new Fact("start of the cluster", Words.duration(opened.took())),
                new Fact("resident memory of its processes", memory),
                new Fact("identity", opened.clusterId()));
    }

    /** What the live cluster said of its own timing. */
    static List<Fact> flags(Facts flags) {
        Duration removal = flags.agentRemovalInterval();
        return List.of(
                new Fact(
                        "agent lost after",
                        Words.duration(flags.agentPingTimeout()) + " × " + flags.maxAgentPingTimeouts()
                                + " (agent_ping_timeout × max_agent_ping_timeouts)"),
                new Fact("agent_removal_rate_limit", removal.isZero() ? "none" : "one per " + Words.duration(removal)),
                new Fact("allocation_interval", Words.duration(flags.allocationInterval())),
                new Fact("ZooKeeper session timeout", Words.duration(flags.zookeeperSessionTimeout())),
                new Fact(
                        "ZooKeeper tick",
                        flags.zookeeperTick().isZero() ? "not measured" : Words.duration(flags.zookeeperTick())));
    }

    private static String size(Topology topology) {
        return topology.of(Role.ZOOKEEPER).size() + " ZooKeeper, "
                + topology.of(Role.MASTER).size() + " masters, "
                + topology.of(Role.AGENT).size() + " agents in "
                + topology.agentRacks().size() + " racks"
                + (topology.simulatedAgents() == 0 ? "" : ", " + topology.simulatedAgents() + " simulated agents");
    }
}
