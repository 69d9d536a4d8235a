package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Duration;

/** How long masters and ZooKeeper wait for those who fall silent (mesos-facts section 5). */
final class Patience {

    private Patience() {}

    /** The least time for which masters wait for an agent; zero when the journal does not tell. */
    static Duration of(Timeline timeline) {
        return timeline.last(Event.ClusterOpened.class)
                .map(Event.ClusterOpened::facts)
                .map(facts -> facts.agentPingTimeout().multipliedBy(facts.maxAgentPingTimeouts()))
                .orElse(Duration.ZERO);
    }

    /** The most for which ZooKeeper waits for a master, but for its tick; zero when the journal does not tell. */
    static Duration ofZooKeeper(Timeline timeline) {
        return timeline.last(Event.ClusterOpened.class)
                .map(Event.ClusterOpened::facts)
                .map(Facts::zookeeperSessionTimeout)
                .orElse(Duration.ZERO);
    }
}
