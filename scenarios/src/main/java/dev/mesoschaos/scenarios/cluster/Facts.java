package dev.mesoschaos.scenarios.cluster;

import java.time.Duration;

/**
 * What the live cluster says about its own timing: the terms that floors are made of (mesos-facts section 5).
 *
 * @param agentPingTimeout the leading master's {@code agent_ping_timeout}
 * @param maxAgentPingTimeouts the leading master's {@code max_agent_ping_timeouts}
 * @param allocationInterval the leading master's {@code allocation_interval}
 * @param agentRemovalInterval from {@code agent_removal_rate_limit}: time between two removals, zero without a limit
 * @param zookeeperSessionTimeout as asked for by the masters, after the ensemble's own limits
 * @param zookeeperTick the ensemble's own unit of time, to which it rounds the ends of sessions up
 * @param mesosVersion such as {@code 1.11.0}
 */
public record Facts(
        Duration agentPingTimeout,
        int maxAgentPingTimeouts,
        Duration allocationInterval,
        Duration agentRemovalInterval,
        Duration zookeeperSessionTimeout,
        Duration zookeeperTick,
        String mesosVersion) {
    public Facts {
        // Older journals do not have it.
        zookeeperTick = zookeeperTick == null ? Duration.ZERO : zookeeperTick;
    }
}
