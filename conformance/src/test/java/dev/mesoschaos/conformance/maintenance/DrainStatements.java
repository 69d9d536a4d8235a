package dev.mesoschaos.conformance.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.conformance.bed.Ask;
import dev.mesoschaos.conformance.bed.Bed;
import dev.mesoschaos.conformance.bed.Calls;
import dev.mesoschaos.conformance.bed.Framework;
import dev.mesoschaos.conformance.bed.Frameworks;
import dev.mesoschaos.conformance.bed.Heard;
import dev.mesoschaos.conformance.bed.Tasks;
import dev.mesoschaos.conformance.suite.Setup;
import dev.mesoschaos.conformance.suite.Statement;
import dev.mesoschaos.conformance.suite.Statements;
import java.time.Duration;
import java.time.Instant;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainState;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Agents that are emptied. */
@Statements
@Setup(wrecks = true)
class DrainStatements {

    @Statement(value = 63, words = "DRAIN_AGENT: KILLED with AGENT_DRAINING, DRAINED only after acks, no offers until REACTIVATE")
    void anAgentIsDrainedOnceAllIsAcknowledged(Bed bed) {
        String host = bed.agent(1);
        Framework framework = unacknowledging(bed, "s63", host);
        Framework holder = bed.framework(Frameworks.aware("s63-holder"));
        holder.offer(host);
        AgentID agent = bed.agentId(host);
        int mark = holder.mark();

        assertThat(bed.askLeader(Ask.operator(Calls.drain(agent))).toString()).isEqualTo("200 ");

        TaskStatus killed = framework.status(0, "t63", TaskState.TASK_KILLED).event();
        assertThat(killed.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_DRAINING);
        assertThat(killed.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
        holder.events().await(mark, Bed.SOON, "RESCIND", Event::hasRescind);
        await().during(Duration.ofSeconds(2)).atMost(Bed.SOON).until(() -> state(bed, host) == DrainState.DRAINING);
        assertThat(bed.registered(host)).get().matches(Agent::getDeactivated).matches(known -> !known.getActive());

        framework.acknowledge(killed);

        await().atMost(Bed.SOON).until(() -> state(bed, host) == DrainState.DRAINED);
        await().during(bed.facts().allocationInterval().multipliedBy(2)).atMost(Bed.SOON)
                .until(() -> holder.events().since(mark, event -> Framework.offers(event, host)).isEmpty());
        assertThat(bed.askLeader(Ask.operator(Calls.reactivate(agent))).toString()).isEqualTo("200 ");
        holder.awaitOffer(mark, host, Bed.SOON);
        assertThat(bed.registered(host)).get().matches(Agent::getActive).matches(known -> !known.hasDrainInfo());
    }

    @Statement(value = 63, words = "max_grace_period does not reach command tasks: their own grace, else 3 s, applies")
    void aCommandTaskKeepsItsOwnGrace(Bed bed) {
        Framework framework = bed.framework(Frameworks.aware("s63-grace"));
        framework.run("t63", bed.agent(1), "trap '' TERM; while :; do sleep 1; done");
        int mark = framework.mark();

        Instant drained = bed.now();
        String call = Calls.drain(bed.agentId(bed.agent(1)), Duration.ofSeconds(20));
        assertThat(bed.askLeader(Ask.operator(call)).toString()).isEqualTo("200 ");

        Heard<TaskStatus> killed = framework.status(mark, "t63", TaskState.TASK_KILLED);
        assertThat(killed.after(drained)).isBetween(Duration.ofMillis(2800), Duration.ofSeconds(6));
        assertThat(killed.event().getMessage()).isEqualTo("Command terminated with signal Killed");
        await().atMost(Bed.SOON).until(() -> state(bed, bed.agent(1)) == DrainState.DRAINED);
    }

    @Statement(value = 64, words = "REACTIVATE while DRAINING is 400")
    void anAgentIsNotReactivatedWhileItDrains(Bed bed) {
        String host = bed.agent(1);
        Framework framework = unacknowledging(bed, "s64", host);
        AgentID agent = bed.agentId(host);
        bed.askLeader(Ask.operator(Calls.drain(agent)));
        TaskStatus killed = framework.status(0, "t63", TaskState.TASK_KILLED).event();

        assertThat(bed.askLeader(Ask.operator(Calls.reactivate(agent))).toString())
                .isEqualTo("400 Agent is still in the DRAINING state");

        framework.acknowledge(killed);
        await().atMost(Bed.SOON).until(() -> state(bed, host) == DrainState.DRAINED);
        assertThat(bed.askLeader(Ask.operator(Calls.reactivate(agent))).toString()).isEqualTo("200 ");
        assertThat(bed.askLeader(Ask.operator(Calls.reactivate(agent))).toString()).isEqualTo("400 Agent is not deactivated");
    }

    /** A framework with a running task that acknowledges nothing any more. */
    private static Framework unacknowledging(Bed bed, String name, String host) {
        Framework framework = bed.framework(Frameworks.aware(name));
        Offer offer = framework.offer(host);
        framework.launch(offer, 0, Tasks.shell("t63", offer, Tasks.SLEEP));
        framework.status(0, "t63", TaskState.TASK_RUNNING);
        // The acknowledgement of RUNNING is on its way.
        await().atMost(Bed.SOON).until(() -> bed.operators().tasks().getTasksList().stream()
                .anyMatch(task -> task.getStatusUpdateState() == TaskState.TASK_RUNNING));
        framework.acknowledging(false);
        framework.quiet();
        return framework;
    }

    private static DrainState state(Bed bed, String host) {
        return bed.registered(host).map(agent -> agent.getDrainInfo().getState()).orElse(DrainState.UNKNOWN);
    }
}
