package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.time.Duration;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.junit.jupiter.api.Test;

/** What an agent and its master say to each other. */
class AgentAndMasterIT extends AgentCase {

    @Test
    void anUnacknowledgedUpdateIsSentAgainAfterAReconnection() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "exit 0"));
            AgentMessage.Update starting = master.takeUpdate("t1", TaskState.TASK_STARTING);
            await().until(() -> taskProcesses().isEmpty());

            master.breakConnection();

            assertThat(master.take(AgentMessage.Reregister.class).tasks()).hasSize(1);
            AgentMessage.Update again = master.takeUpdate("t1", TaskState.TASK_STARTING);
            assertThat(again.status()).isEqualTo(starting.status());
            assertThat(again.latestState()).isEqualTo(TaskState.TASK_FINISHED);
            assertThat(agent.log()).doesNotContain("ERROR");
            master.send(new MasterMessage.ShutdownFramework(Samples.FRAMEWORK_ID));
        }
    }

    @Test
    void anUnacknowledgedUpdateIsSentAgainAtOnceWhenItsSchedulerIsBack() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", "exit 0"));
            AgentMessage.Update starting = master.takeUpdate("t1", TaskState.TASK_STARTING);
            await().until(() -> taskProcesses().isEmpty());

            master.send(new MasterMessage.UpdateFramework(Samples.FRAMEWORK));

            AgentMessage.Update again = await().atMost(Duration.ofSeconds(6)).until(
                    () -> master.takeUpdate("t1", TaskState.TASK_STARTING), any -> true);
            assertThat(again.status()).isEqualTo(starting.status());
            assertThat(agent.log()).doesNotContain("ERROR");
            master.send(new MasterMessage.ShutdownFramework(Samples.FRAMEWORK_ID));
        }
    }

    @Test
    void aTaskTheMasterBelievesInIsDisowned() throws IOException {
        try (AgentProcess agent = startAgent()) {
            TaskID id = TaskID.newBuilder().setValue("never").build();
            TaskID other = TaskID.newBuilder().setValue("neither").build();
            master.send(new MasterMessage.ReconcileUnknown(Samples.FRAMEWORK, id));
            master.send(new MasterMessage.ReconcileUnknown(Samples.FRAMEWORK.toBuilder().clearCapabilities().build(), other));

            TaskStatus dropped = master.takeAndAcknowledge("never", TaskState.TASK_DROPPED);

            assertThat(dropped.getReason()).isEqualTo(Reason.REASON_RECONCILIATION);
            assertThat(dropped.getMessage()).isEqualTo("Reconciliation: task unknown to the agent");
            master.takeAndAcknowledge("neither", TaskState.TASK_LOST);
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void anAgentThatIsShutDownEndsItsTasksAndItself() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");

            master.send(new MasterMessage.Shutdown("Agent has been marked gone"));

            assertThat(agent.exitStatus()).isZero();
            assertThat(taskProcesses()).isEmpty();
        }
    }

    @Test
    void anAgentThatGetsSigusr1LeavesTheCluster() throws IOException, InterruptedException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER));
            runs("t1");

            new ProcessBuilder("sh", "-c", "kill -USR1 " + agent.pid()).start().waitFor();

            assertThat(master.take(AgentMessage.Unregister.class).agentId()).isEqualTo(FakeMaster.AGENT_ID);
            assertThat(agent.exitStatus()).isZero();
            assertThat(taskProcesses()).isEmpty();
        }
    }

    @Test
    void anUnknownFlagIsAUsageError() throws IOException {
        try (AgentProcess agent = AgentProcess.start(workDir, master.address(), "--colour=red")) {
            assertThat(agent.exitStatus()).isEqualTo(64);
            assertThat(agent.log()).contains("unknown flag 'colour'").doesNotContain("\tat ");
        }
    }

    @Test
    void aSilentMasterIsLookedForAgain() throws IOException {
        master.close();
        master = FakeMaster.start(Duration.ofMillis(600));
        try (AgentProcess agent = startAgent()) {
            assertThat(master.take(AgentMessage.Reregister.class).agent().getId()).isEqualTo(FakeMaster.AGENT_ID);
            assertThat(agent.log()).contains("is silent").doesNotContain("Hanging up");
        }
    }

    @Test
    void aMasterThatSaysNotConnectedIsRegisteredWithAgain() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.send(new MasterMessage.Ping(false));
            master.take(AgentMessage.Pong.class);
            master.take(AgentMessage.Reregister.class);
            assertThat(agent.log()).doesNotContain("Hanging up");
        }
    }
}
