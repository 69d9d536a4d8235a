package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;

/** Statements 50, 58 and 59, and the order of events after a change of leader. */
class RegistrySurvivalIT extends MasterCase {

    private static final Bench.Answer DONE = new Bench.Answer(200, "");
    private static final String QUOTA = "{\"type\":\"UPDATE_QUOTA\",\"update_quota\":{\"force\":true,\"quota_configs\":"
            + "[{\"role\":\"q\",\"guarantees\":{\"cpus\":{\"value\":1}},\"limits\":{\"cpus\":{\"value\":2}}}]}}";
    private static final String WEIGHTS = "{\"type\":\"UPDATE_WEIGHTS\",\"update_weights\":{\"weight_infos\":"
            + "[{\"role\":\"w\",\"weight\":2.5}]}}";
    private static final String SCHEDULE = "{\"type\":\"UPDATE_MAINTENANCE_SCHEDULE\",\"update_maintenance_schedule\":"
            + "{\"schedule\":{\"windows\":[{\"machine_ids\":[{\"hostname\":\"unknown.example\",\"ip\":\"10.99.0.1\"}],"
            + "\"unavailability\":{\"start\":{\"nanoseconds\":7}}}]}}}";

    @Test
    void theNextLeaderKnowsDrainsDeactivationsGoneAgentsQuotasWeightsAndTheSchedule() throws Exception {
        MasterProcess first = bench.leader();
        List<AgentID> ids = List.of(register(first, 1), register(first, 2), register(first, 3));
        assertThat(bench.operator(first, "DRAIN_AGENT", ids.get(0))).isEqualTo(DONE);
        assertThat(bench.operator(first, "DEACTIVATE_AGENT", ids.get(1))).isEqualTo(DONE);
        assertThat(bench.operator(first, "MARK_AGENT_GONE", ids.get(2))).isEqualTo(DONE);
        assertThat(bench.operator(first, QUOTA)).isEqualTo(DONE);
        assertThat(bench.operator(first, WEIGHTS)).isEqualTo(DONE);
        assertThat(bench.operator(first, SCHEDULE)).isEqualTo(DONE);
        await().until(() -> bench.agents(first).contains("\"state\":\"DRAINED\""));

        first.close();
        MasterProcess second = bench.leader();

        assertThat(bench.operator(second, "{\"type\":\"GET_QUOTA\"}").body())
                .contains("\"role\":\"q\",\"guarantees\":{\"cpus\":{\"value\":1.0}},\"limits\":{\"cpus\":{\"value\":2.0}}");
        assertThat(bench.operator(second, "{\"type\":\"GET_WEIGHTS\"}").body()).contains("2.5", "\"w\"");
        assertThat(bench.operator(second, "{\"type\":\"GET_MAINTENANCE_SCHEDULE\"}").body())
                .contains("unknown.example");
        bench.returned(second, ids.get(2)).next(MasterMessage.Shutdown.class);
        bench.returned(second, ids.get(0)).next(MasterMessage.Registered.class);
        assertThat(bench.agents(second)).contains("\"deactivated\":true", "\"state\":\"DRAINED\"");
        bench.scheduler(second, Samples.FRAMEWORK);
        assertThat(bench.operator(second, "REACTIVATE_AGENT", ids.get(1)).status()).isEqualTo(409);
    }

    private AgentID register(MasterProcess master, int number) throws Exception {
        FakeAgent agent = bench.agent(master);
        agent.send(new AgentMessage.Register(
                FakeAgent.INFO.toBuilder().setHostname("h" + number).setPort(5050 + number).build(), "1.11.0"));
        return agent.next(MasterMessage.Registered.class).agentId();
    }

    @Test
    void whereThereIsAQuotaNothingIsOfferedUntilMostAgentsAreBack() throws Exception {
        MasterProcess first = bench.leader();
        List<AgentID> ids = List.of(register(first, 1), register(first, 2), register(first, 3));
        bench.operator(first, QUOTA);
        first.close();
        MasterProcess second = bench.leader();
        FakeScheduler scheduler = bench.scheduler(second, Samples.FRAMEWORK);

        for (int i = 0; i < 2; i++) {
            FakeAgent agent = bench.agent(second);
            agent.send(new AgentMessage.Reregister(
                    Bench.info(ids.get(i)).toBuilder().setPort(5051 + i).build(), "1.11.0", List.of(), List.of()));
            agent.next(MasterMessage.Registered.class);
        }

        // Two of three are enough, because Mesos rounds 80 % down; one alone would have been offered alone.
        assertThat(scheduler.next(Event.Type.OFFERS).getOffers().getOffersCount()).isEqualTo(2);
    }

    @Test
    void anAgentThatIsOnlyRecoveredStaysListedWhenItIsMarkedGone() throws Exception {
        MasterProcess first = bench.leader();
        AgentID id = register(first, 1);
        first.close();
        MasterProcess second = bench.leader();

        assertThat(bench.operator(second, "MARK_AGENT_GONE", id)).isEqualTo(DONE);

        assertThat(bench.agents(second)).contains("\"recovered_agents\":[{").contains(id.getValue());
        bench.returned(second, id).next(MasterMessage.Shutdown.class);
    }

    @Test
    void withoutAQuorumRolesCannotBeChangedAndTheNextChangeOfAnAgentEndsTheLeader() throws Exception {
        List<MasterProcess> masters = List.of(
                bench.master("m1", 2, "--registry_store_timeout=2secs"),
                bench.master("m2", 2, "--registry_store_timeout=2secs"),
                bench.master("m3", 2, "--registry_store_timeout=2secs"));
        MasterProcess leader = await().atMost(Duration.ofSeconds(40)).ignoreExceptions().until(
                () -> masters.stream().filter(this::leads).findFirst().orElseThrow(), found -> true);
        AgentID id = register(leader, 1);
        masters.stream().filter(master -> master != leader).forEach(MasterProcess::close);

        String why = "Failed to update registry: Failed to perform store within 2secs";
        assertThat(bench.operator(leader, WEIGHTS)).isEqualTo(new Bench.Answer(500, why));
        assertThat(bench.operator(leader, QUOTA)).isEqualTo(new Bench.Answer(500, why));
        assertThat(leader.process().isAlive()).isTrue();

        assertThatThrownBy(() -> bench.operator(leader, "DEACTIVATE_AGENT", id))
                .isInstanceOf(IOException.class);
        assertThat(leader.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(leader.process().exitValue()).isEqualTo(134);
    }

    private boolean leads(MasterProcess master) {
        try {
            return bench.operator(master, "{\"type\":\"GET_HEALTH\"}").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void observersSeeWhoeverComesFirstAfterAChangeOfLeaderInTheOrderOfMesos() throws Exception {
        MasterProcess first = bench.leader();
        FakeAgent agent = bench.registered(first);
        FakeScheduler scheduler = bench.scheduler(first, Samples.FRAMEWORK);
        TaskInfo task = Bench.launched(scheduler, agent, "t1");
        first.close();

        MasterProcess second = bench.leader();
        OperatorWatch watch = bench.watch(second);
        bench.returned(second, task.getAgentId(), Samples.running(scheduler.id(), task));
        assertThat(watch.until(Protos.Event.Type.TASK_ADDED))
                .containsExactly(Protos.Event.Type.AGENT_ADDED, Protos.Event.Type.FRAMEWORK_ADDED, Protos.Event.Type.TASK_ADDED);
        second.close();

        MasterProcess third = bench.leader();
        OperatorWatch other = bench.watch(third);
        bench.scheduler(third, Samples.FRAMEWORK.toBuilder().setId(scheduler.id()).build());
        bench.returned(third, task.getAgentId(), Samples.running(scheduler.id(), task));
        assertThat(other.until(Protos.Event.Type.AGENT_ADDED))
                .containsExactly(Protos.Event.Type.FRAMEWORK_ADDED, Protos.Event.Type.FRAMEWORK_UPDATED, Protos.Event.Type.TASK_ADDED, Protos.Event.Type.AGENT_ADDED);
    }

    @Test
    void agentsLostTogetherBecomeUnreachableOneAfterTheOther() throws Exception {
        MasterProcess master = bench.leader("--agent_removal_rate_limit=1/2secs");
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        for (int i = 1; i <= 2; i++) {
            FakeAgent agent = bench.agent(master);
            agent.send(new AgentMessage.Register(
                    FakeAgent.INFO.toBuilder().setHostname("h" + i).setPort(5050 + i).build(), "1.11.0"));
            agent.fallSilent();
        }

        scheduler.next(Event.Type.FAILURE);
        long first = SystemTime.nanos().getAsLong();
        scheduler.next(Event.Type.FAILURE);

        assertThat(Duration.ofNanos(SystemTime.nanos().getAsLong() - first))
                .isGreaterThan(Duration.ofMillis(1500));
    }
}
