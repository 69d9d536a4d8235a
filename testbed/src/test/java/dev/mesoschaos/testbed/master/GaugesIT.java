package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a leader's metrics say of agents and of their resources (mesos-facts section 9). */
class GaugesIT extends MasterCase {

    private static final FrameworkInfo TAKES_REVOCABLE = Samples.FRAMEWORK.toBuilder()
            .addCapabilities(Samples.capability(Capability.Type.REVOCABLE_RESOURCES))
            .build();

    private MasterProcess master;

    @BeforeEach
    void lead() throws Exception {
        master = bench.leader();
    }

    private double metric(String name) throws IOException {
        JsonNode metrics = bench.get(master, "/metrics/snapshot");
        assertThat(metrics.has(name)).as(name).isTrue();
        return metrics.get(name).doubleValue();
    }

    private static Resource revocable(double cpus) {
        return Samples.cpus(cpus).toBuilder()
                .setRevocable(Resource.RevocableInfo.getDefaultInstance())
                .build();
    }

    @Test
    void aDeactivatedAgentIsConnectedAndInactive() throws Exception {
        AgentID agent = bench.registered(master).next(MasterMessage.Registered.class).agentId();
        assertThat(metric("master/slaves_active")).isEqualTo(1);

        bench.operator(master, "DEACTIVATE_AGENT", agent);

        assertThat(metric("master/slaves_active")).isZero();
        assertThat(metric("master/slaves_inactive")).isEqualTo(1);
        assertThat(metric("master/slaves_connected")).isEqualTo(1);
        assertThat(metric("master/slaves_disconnected")).isZero();
    }

    @Test
    void revocableResourcesAreCountedApart() throws Exception {
        FakeAgent agent = bench.registered(master);
        agent.next(MasterMessage.Registered.class);
        FakeScheduler scheduler = bench.scheduler(master, TAKES_REVOCABLE);
        Offer plain = Bench.offer(scheduler);
        agent.send(new AgentMessage.ReportRevocable(List.of(revocable(3))));
        Offer offer = Bench.offer(scheduler);

        TaskInfo task = Samples.task("t1", offer).toBuilder().clearResources().addResources(revocable(1.5)).build();
        scheduler.call(Samples.launch(offer, task));
        scheduler.call(Samples.decline(plain, 60));
        agent.next(MasterMessage.RunTask.class);

        assertThat(metric("master/cpus_total")).isEqualTo(2);
        assertThat(metric("master/cpus_used")).isZero();
        assertThat(metric("master/cpus_revocable_total")).isEqualTo(3);
        assertThat(metric("master/cpus_revocable_used")).isEqualTo(1.5);
        assertThat(metric("master/cpus_revocable_percent")).isEqualTo(0.5);
        assertThat(metric("allocator/mesos/resources/cpus/total")).isEqualTo(5);
    }

    @Test
    void whatAnExecutorHoldsIsUsed() throws Exception {
        FakeAgent agent = bench.registered(master);
        FakeScheduler scheduler = bench.scheduler(master, Samples.FRAMEWORK);
        Offer offer = Bench.offer(scheduler);

        scheduler.call(Samples.launchGroup(offer, Samples.executor(scheduler.id(), "e1", 0.25), Samples.task("t1", offer)));
        agent.next(MasterMessage.RunTaskGroup.class);

        assertThat(metric("master/cpus_used")).isEqualTo(0.75);
        assertThat(bench.agents(master)).contains("\"scalar\":{\"value\":0.75}");
    }
}
