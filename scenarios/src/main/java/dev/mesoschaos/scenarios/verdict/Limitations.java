package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.ArrayList;
import java.util.List;

/** What a run does not prove, so that nobody publishes it as if it did. */
final class Limitations {

    private Limitations() {}

    static List<String> of(Timeline timeline) {
        List<String> limits = new ArrayList<>();
        timeline.last(Event.ClusterOpened.class).ifPresent(opened -> {
            if (opened.grade() == EvidenceGrade.TESTBED) {
                limits.add("Masters and agents are the project's own testbed, compatible with Mesos "
                        + opened.facts().mesosVersion() + ": run it on an installed Mesos before you rely on it.");
            }
            if (opened.topology().simulatedAgents() > 0) {
                limits.add("Of the agents " + opened.topology().simulatedAgents() + " were simulated in one process: "
                        + "their tasks ran nothing, and no fault touched them. They only loaded the masters.");
            }
            if (opened.grade() == EvidenceGrade.TESTBED || opened.grade() == EvidenceGrade.MESOS_LOCAL) {
                limits.add("All hosts share one machine, one kernel and one clock: absolute times of a real cluster "
                        + "differ; its disks, switches and clocks were not tested.");
            }
            if (opened.network().startsWith("proxied")) {
                limits.add("Links ran through proxies: partitions and latency were made there, not by the kernel's "
                        + "network; connections were accepted by a proxy even when nothing passed it.");
            }
            limits.add("Timings follow from the cluster's flags (agent_ping_timeout "
                    + opened.facts().agentPingTimeout().toMillis() + " ms, max_agent_ping_timeouts "
                    + opened.facts().maxAgentPingTimeouts() + "): with other flags the floor is another.");
        });
        limits.add("One run is one sample: it shows that it can go well, not how often.");
        return limits;
    }
}
