package dev.mesoschaos.mesosclient;

import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.master.Protos.Call;

/**
 * Ends or rests agents through the leading master (mesos-facts 1.3, 7). Success means that the order is written down, not
 * that it is done. Every method throws {@link MesosException} as {@link OperatorClient} does.
 */
public final class AgentControl {

    private final OperatorClient client;

    AgentControl(OperatorClient client) {
        this.client = client;
    }

    /**
     * MARK_AGENT_GONE: for ever; its tasks count as gone and it may not come back. No error when it was gone already, 404
     * when the master does not know it, and {@link MesosException.Unavailable} while another change of it is under way.
     */
    public void markGone(AgentID agent) {
        client.call(Call.newBuilder().setType(Call.Type.MARK_AGENT_GONE)
                .setMarkAgentGone(Call.MarkAgentGone.newBuilder().setAgentId(agent)).build());
    }

    /**
     * DRAIN_AGENT: no more offers, and all tasks are killed. DRAINED once all terminal updates are acknowledged. 400 for an
     * agent that is unknown or in the maintenance schedule, 409 for one that is being marked gone.
     *
     * @param mostGrace the longest grace period that tasks get; without it their own count
     * @param markGone whether to mark the agent gone when it is drained
     */
    public void drain(AgentID agent, Optional<Duration> mostGrace, boolean markGone) {
        Call.DrainAgent.Builder drain = Call.DrainAgent.newBuilder().setAgentId(agent).setMarkGone(markGone);
        mostGrace.map(Lengths::seconds).ifPresent(drain::setMaxGracePeriod);
        client.call(Call.newBuilder().setType(Call.Type.DRAIN_AGENT).setDrainAgent(drain).build());
    }

    /** DEACTIVATE_AGENT: no more offers; its tasks run on. 400 for an agent that is unknown. */
    public void deactivate(AgentID agent) {
        client.call(Call.newBuilder().setType(Call.Type.DEACTIVATE_AGENT)
                .setDeactivateAgent(Call.DeactivateAgent.newBuilder().setAgentId(agent)).build());
    }

    /**
     * REACTIVATE_AGENT: offers again. 400 for an agent that is not deactivated or still draining; 409 for one that is not
     * registered now, which is reactivated all the same.
     */
    public void reactivate(AgentID agent) {
        client.call(Call.newBuilder().setType(Call.Type.REACTIVATE_AGENT)
                .setReactivateAgent(Call.ReactivateAgent.newBuilder().setAgentId(agent)).build());
    }
}
