package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.testbed.flags.MesosDuration;
import java.time.Duration;
import java.util.Map;

/** A master's flags to the terms of floors (mesos-facts section 5). */
final class LiveFacts {

    private LiveFacts() {}

    /**
     * Reads the flags.
     *
     * @param ensemble what the ensemble grants
     */
    static Facts of(Map<String, String> flags, String version, SessionLimits ensemble) {
        return new Facts(
                MesosDuration.parse(flags.get("agent_ping_timeout")),
                Integer.parseInt(flags.get("max_agent_ping_timeouts")),
                MesosDuration.parse(flags.get("allocation_interval")),
                removalInterval(flags.getOrDefault("agent_removal_rate_limit", "")),
                ensemble.grant(MesosDuration.parse(flags.get("zk_session_timeout"))),
                ensemble.tick(),
                version);
    }

    /** {@code 1/10secs}, agents per time, to the time between two. */
    private static Duration removalInterval(String limit) {
        if (limit.isEmpty()) {
            return Duration.ZERO;
        }
        String[] parts = limit.split("/", 2);
        return MesosDuration.parse(parts[1]).dividedBy(Long.parseLong(parts[0]));
    }
}
