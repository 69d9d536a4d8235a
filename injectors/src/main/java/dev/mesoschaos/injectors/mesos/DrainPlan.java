package dev.mesoschaos.injectors.mesos;

import java.time.Duration;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/**
 * Which agents are drained, and how.
 *
 * @param maxGracePeriod the longest that tasks may take to end
 */
public record DrainPlan(AgentPlan on, Duration maxGracePeriod) {

    /** Whether an agent drains, or is drained, as planned here; with other settings somebody else did it. */
    boolean isMadeHere(Agent agent) {
        return agent.hasDrainInfo()
                && !agent.getDrainInfo().getConfig().getMarkGone()
                && agent.getDrainInfo().getConfig().getMaxGracePeriod().getNanoseconds() == maxGracePeriod.toNanos();
    }
}
