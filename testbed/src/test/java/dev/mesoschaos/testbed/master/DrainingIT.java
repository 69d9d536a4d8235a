package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements 63 and 64. */
class DrainingIT extends MasterCase {

    private static final Bench.Answer DONE = new Bench.Answer(200, "");

    private MasterProcess master;

    @BeforeEach
    void lead() throws Exception {
        master = bench.leader();
    }

    private Bench.Answer drain(AgentID agent, boolean markGone) throws Exception {
        return bench.operator(master, "{\"type\":\"DRAIN_AGENT\",\"drain_agent\":{\"agent_id\":{\"value\":\""
                + agent.getValue() + "\"},\"mark_gone\":" + markGone + "}}");
    }

    @Test
    void unknownOrActiveAgentsAreRefused() throws Exception {
        AgentID unknown = AgentID.newBuilder().setValue("nope").build();

        assertThat(drain(unknown, false)).isEqualTo(new Bench.Answer(400, "Unknown agent"));
        assertThat(bench.operator(master, "DEACTIVATE_AGENT", unknown))
                .isEqualTo(new Bench.Answer(400, "Unknown agent"));
        assertThat(bench.operator(master, "REACTIVATE_AGENT", unknown))
                .isEqualTo(new Bench.Answer(400, "Agent is not deactivated"));
    }

    @Test
    void anAgentIsDrainedOnceTheLastTerminalUpdateIsAcknowledged() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");
        Bench.offer(scheduler);

        assertThat(drain(task.getAgentId(), false)).isEqualTo(DONE);
        scheduler.next(Event.Type.RESCIND);
        assertThat(agent.next(MasterMessage.Drain.class).config().getMarkGone()).isFalse();
        assertThat(bench.operator(master, "REACTIVATE_AGENT", task.getAgentId()))
                .isEqualTo(new Bench.Answer(400, "Agent is still in the DRAINING state"));

        TaskStatus killed = Samples.status(task, TaskState.TASK_KILLED);
        agent.send(new AgentMessage.Update(scheduler.id(), killed, TaskState.TASK_KILLED));
        scheduler.next(Event.Type.UPDATE);
        assertThat(bench.agents(master))
                .contains("\"active\":false,\"deactivated\":true", "\"drain_info\":{\"state\":\"DRAINING\"");
        Bench.acknowledge(scheduler, killed);
        await().until(() -> bench.agents(master).contains("\"state\":\"DRAINED\""));
        assertThat(scheduler.drain()).noneMatch(event -> event.getType() == Event.Type.OFFERS);

        assertThat(bench.operator(master, "REACTIVATE_AGENT", task.getAgentId())).isEqualTo(DONE);
        Bench.offer(scheduler);
        assertThat(bench.agents(master)).contains("\"active\":true,\"deactivated\":false").doesNotContain("drain_info");
    }

    @Test
    void aDrainedAgentThatIsToBeGoneIsShutDownForEver() throws Exception {
        FakeAgent agent = bench.registered(master);
        AgentID id = agent.next(MasterMessage.Registered.class).agentId();

        assertThat(drain(id, true)).isEqualTo(DONE);

        agent.next(MasterMessage.Shutdown.class);
        bench.returned(master, id).next(MasterMessage.Shutdown.class);
    }

    @Test
    void theOrderReachesAnUnreachableAgentOnItsReturn() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");
        agent.fallSilent();
        await().until(agent::isClosed);

        assertThat(drain(task.getAgentId(), false)).isEqualTo(DONE);

        bench.returned(master, task.getAgentId(), Samples.running(scheduler.id(), task)).next(MasterMessage.Drain.class);
        assertThat(bench.agents(master)).contains("DRAINING");
    }

    @Test
    void aDeactivatedAgentIsNotOfferedButItsTasksRunOn() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");
        Bench.offer(scheduler);

        assertThat(bench.operator(master, "DEACTIVATE_AGENT", task.getAgentId())).isEqualTo(DONE);

        scheduler.next(Event.Type.RESCIND);
        assertThat(bench.operator(master, "{\"type\":\"GET_TASKS\"}").body()).contains("TASK_RUNNING");
        assertThat(bench.operator(master, "REACTIVATE_AGENT", task.getAgentId())).isEqualTo(DONE);
        assertThat(scheduler.next(Event.Type.OFFERS).getOffers().getOffersCount()).isEqualTo(1);
    }

    @Test
    void anAgentOfTheMaintenanceScheduleIsNotDrained() throws Exception {
        AgentID id = bench.registered(master).next(MasterMessage.Registered.class).agentId();
        bench.operator(master, "{\"type\":\"UPDATE_MAINTENANCE_SCHEDULE\",\"update_maintenance_schedule\":{\"schedule\":"
                + "{\"windows\":[{\"machine_ids\":[{\"hostname\":\"127.0.0.9\",\"ip\":\"127.0.0.1\"}],"
                + "\"unavailability\":{\"start\":{\"nanoseconds\":7}}}]}}}");

        assertThat(drain(id, false)).isEqualTo(new Bench.Answer(400, "Agent " + id.getValue()
                + " is part of a maintenance schedule under Machine 127.0.0.9 (127.0.0.1)"));
    }
}
