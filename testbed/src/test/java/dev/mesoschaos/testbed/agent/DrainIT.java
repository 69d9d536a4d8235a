package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.junit.jupiter.api.Test;

/** Draining as an agent sees it (mesos-facts statement 63). */
class DrainIT extends AgentCase {

    @Test
    void aDrainedTaskIsKilledAndSaysWhy() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");

            master.send(new MasterMessage.Drain(DrainConfig.newBuilder()
                    .setMaxGracePeriod(DurationInfo.newBuilder().setNanoseconds(4_000_000_000L))
                    .build()));

            TaskStatus killed = master.takeUpdate("t1", TaskState.TASK_KILLED).status();
            assertThat(killed.getReason()).isEqualTo(Reason.REASON_AGENT_DRAINING);
            assertThat(killed.getSource()).isEqualTo(Source.SOURCE_EXECUTOR);
            assertThat(killed.getMessage()).isEqualTo("Command terminated with signal Terminated");
            assertThat(drainConfig(agent)).contains("\"drain_config\":{\"max_grace_period\":{\"nanoseconds\":4000000000}");
            master.acknowledge(killed);
            await().untilAsserted(() -> assertThat(drainConfig(agent)).doesNotContain("drain_config"));
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void theGraceOfDrainingDoesNotReachACommandTask() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.withKillGrace(
                    Samples.shell("t1", "trap '' TERM; while :; do sleep 0.1; done"), 300));
            runs("t1");

            master.send(new MasterMessage.Drain(DrainConfig.newBuilder()
                    .setMaxGracePeriod(DurationInfo.newBuilder().setNanoseconds(3_600_000_000_000L))
                    .build()));

            assertThat(master.takeAndAcknowledge("t1", TaskState.TASK_KILLED).getMessage())
                    .isEqualTo("Command terminated with signal Killed");
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskOfAnAgentThatWillBeGoneIsGoneTwiceForWhomKillingIsAState() throws IOException {
        FrameworkInfo framework = Samples.FRAMEWORK.toBuilder()
                .addCapabilities(Capability.newBuilder().setType(Capability.Type.TASK_KILLING_STATE))
                .build();
        try (AgentProcess agent = startAgent()) {
            master.run(framework, Samples.shell("t1", FOREVER));
            runs("t1");

            master.send(new MasterMessage.Drain(DrainConfig.newBuilder().setMarkGone(true).build()));

            TaskStatus killing = master.takeAndAcknowledge("t1", TaskState.TASK_GONE_BY_OPERATOR);
            TaskStatus killed = master.takeAndAcknowledge("t1", TaskState.TASK_GONE_BY_OPERATOR);
            assertThat(killing.hasMessage()).isFalse();
            assertThat(killed.getMessage()).isEqualTo("Command terminated with signal Terminated");
            assertThat(killed.getReason()).isEqualTo(Reason.REASON_AGENT_DRAINING);
            await().untilAsserted(() ->
                    assertThat(agent.post("/api/v1", "{\"type\":\"GET_TASKS\"}").body()).contains("\"terminated_tasks\":[]"));
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    private static String drainConfig(AgentProcess agent) throws IOException {
        return agent.post("/api/v1", "{\"type\":\"GET_AGENT\"}").body();
    }
}
