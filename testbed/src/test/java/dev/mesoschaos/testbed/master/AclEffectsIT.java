package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.wire.MasterMessage;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/** What ACLs do to frameworks and agents, and what they hide from operators (mesos-facts section 8). */
class AclEffectsIT extends MasterCase {

    private static final String NOBODY = "\"principals\":{\"type\":\"NONE\"}";

    private MasterProcess leader(String acls) throws Exception {
        return bench.leader("--acls=" + acls);
    }

    @Test
    void aTaskOfRootIsRefusedWhereRootIsForNobody() throws Exception {
        MasterProcess master = leader("{\"run_tasks\":[{" + NOBODY + ",\"users\":{\"values\":[\"root\"]}}]}");
        bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK.toBuilder().setUser("web").build());
        Offer offer = Bench.offer(scheduler);
        TaskInfo task = Samples.task("t1", offer).toBuilder()
                .setCommand(CommandInfo.newBuilder().setValue("true").setUser("root"))
                .build();

        scheduler.call(Samples.launch(offer, task));

        TaskStatus status = scheduler.next(Event.Type.UPDATE).getUpdate().getStatus();
        assertThat(status.getState()).isEqualTo(TaskState.TASK_ERROR);
        assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_UNAUTHORIZED);
        assertThat(status.getMessage()).isEqualTo("Not authorized to launch as user 'root'");
    }

    @Test
    void anAgentThatMayNotRegisterGetsNoAnswer() throws Exception {
        MasterProcess master = leader("{\"register_agents\":[{" + NOBODY + ",\"agents\":{\"type\":\"ANY\"}}]}");
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);

        scheduler.next(Event.Type.HEARTBEAT);

        assertThat(agent.isClosed()).isFalse();
        assertThat(scheduler.drain()).noneMatch(event -> event.getType() == Event.Type.OFFERS);
    }

    @Test
    void whoMayNotSeeMaintenanceSeesNoMachines() throws Exception {
        MasterProcess master = leader("{\"get_maintenance_schedules\":[{" + NOBODY + ",\"machines\":{\"type\":\"ANY\"}}],"
                + "\"get_maintenance_statuses\":[{" + NOBODY + ",\"machines\":{\"type\":\"ANY\"}}]}");
        assertThat(bench.post(master, "/maintenance/schedule", "{\"windows\":[{\"machine_ids\":[{\"hostname\":\"h\"}],"
                        + "\"unavailability\":{\"start\":{\"nanoseconds\":1}}}]}")
                        .status())
                .isEqualTo(200);

        assertThat(bench.operator(master, "{\"type\":\"GET_MAINTENANCE_SCHEDULE\"}").body()).doesNotContain("windows");
        assertThat(bench.operator(master, "{\"type\":\"GET_MAINTENANCE_STATUS\"}").body()).doesNotContain("machines");
        assertThat(bench.get(master, "/maintenance/schedule")).isEmpty();
        assertThat(bench.get(master, "/maintenance/status")).isEmpty();
        assertThat(bench.get(master, "/registrar(1)/registry").has("schedules")).isTrue();
    }

    @Test
    void executorsOfUsersThatNobodyMaySeeAreNotShown() throws Exception {
        MasterProcess master = leader("{\"view_executors\":[{" + NOBODY + ",\"users\":{\"values\":[\"hidden\"]}}]}");
        FakeAgent agent = bench.registered(master);
        for (String user : new String[] {"hidden", "seen"}) {
            FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK.toBuilder().setUser(user).build());
            Offer offer = Bench.offer(scheduler);
            scheduler.call(Samples.launchGroup(
                    offer, Samples.executor(scheduler.id(), user + "-executor", 0.1), Samples.task(user, offer)));
            agent.next(MasterMessage.RunTaskGroup.class);
            scheduler.close();
        }

        assertThat(bench.operator(master, "{\"type\":\"GET_EXECUTORS\"}").body())
                .contains("seen-executor")
                .doesNotContain("hidden-executor");
    }
}
