package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;
import org.junit.jupiter.api.Test;

/** Checks of tasks, and the time that a task may take (mesos-facts 4.3). */
class HealthCheckIT extends AgentCase {

    @Test
    void aTaskThatFailsItsHealthCheckTooOftenIsKilled() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, withHealth(HealthCheck.newBuilder()
                    .setType(HealthCheck.Type.COMMAND)
                    .setCommand(CommandInfo.newBuilder().setValue("test -n \"$MESOS_TASK_ID\" && exit 1"))
                    .setConsecutiveFailures(2)));
            assertThat(runs("t1").hasHealthy()).isFalse();

            for (int failure = 0; failure < 2; failure++) {
                TaskStatus unhealthy = master.takeAndAcknowledge("t1", TaskState.TASK_RUNNING);
                assertThat(unhealthy.getReason()).isEqualTo(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);
                assertThat(unhealthy.getHealthy()).isFalse();
            }
            TaskStatus killed = master.takeAndAcknowledge("t1", TaskState.TASK_KILLED);

            assertThat(killed.getSource()).isEqualTo(Source.SOURCE_EXECUTOR);
            assertThat(killed.hasHealthy()).isTrue();
            assertThat(killed.getHealthy()).isFalse();
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void aTaskThatAcceptsConnectionsIsHealthyByTcp() throws IOException {
        try (AgentProcess agent = startAgent();
                ServerSocket server = new ServerSocket(0, 10_000, InetAddress.getLoopbackAddress())) {
            master.run(Samples.FRAMEWORK, withHealth(HealthCheck.newBuilder()
                    .setType(HealthCheck.Type.TCP)
                    .setTcp(HealthCheck.TCPCheckInfo.newBuilder().setPort(server.getLocalPort()))));
            runs("t1");

            assertThat(master.takeAndAcknowledge("t1", TaskState.TASK_RUNNING).getHealthy()).isTrue();
            end(agent);
        }
    }

    @Test
    void aTaskThatAnswersIsHealthyByHttp() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, withHealth(HealthCheck.newBuilder()
                    .setType(HealthCheck.Type.HTTP)
                    .setHttp(HealthCheck.HTTPCheckInfo.newBuilder()
                            .setPort(agent.listening().getPort())
                            .setPath("/health"))));
            runs("t1");

            assertThat(master.takeAndAcknowledge("t1", TaskState.TASK_RUNNING).getHealthy()).isTrue();
            end(agent);
        }
    }

    @Test
    void aCheckReportsAndKillsNothing() throws IOException {
        try (AgentProcess agent = startAgent()) {
            CheckInfo check = CheckInfo.newBuilder()
                    .setType(CheckInfo.Type.COMMAND)
                    .setCommand(CheckInfo.Command.newBuilder().setCommand(CommandInfo.newBuilder().setValue("exit 7")))
                    .setDelaySeconds(0)
                    .setIntervalSeconds(0.1)
                    .build();
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER).toBuilder().setCheck(check).build());

            assertThat(runs("t1").getCheckStatus().getCommand().hasExitCode()).isFalse();
            TaskStatus checked = master.takeAndAcknowledge("t1", TaskState.TASK_RUNNING);
            assertThat(checked.getReason()).isEqualTo(Reason.REASON_TASK_CHECK_STATUS_UPDATED);
            assertThat(checked.getCheckStatus().getCommand().getExitCode()).isEqualTo(7);
            end(agent);
        }
    }

    @Test
    void aTaskThatTakesTooLongFails() throws IOException {
        try (AgentProcess agent = startAgent()) {
            master.run(Samples.FRAMEWORK, Samples.shell("t1", FOREVER).toBuilder()
                    .setMaxCompletionTime(DurationInfo.newBuilder().setNanoseconds(300_000_000))
                    .build());
            runs("t1");

            TaskStatus failed = master.takeAndAcknowledge("t1", TaskState.TASK_FAILED);

            assertThat(failed.getReason()).isEqualTo(Reason.REASON_MAX_COMPLETION_TIME_REACHED);
            assertThat(failed.getSource()).isEqualTo(Source.SOURCE_EXECUTOR);
            assertThat(agent.log()).doesNotContain("ERROR");
        }
    }

    private void end(AgentProcess agent) throws IOException {
        master.kill("t1");
        assertThat(master.takeAndAcknowledge("t1", TaskState.TASK_KILLED).hasHealthy()).isFalse();
        assertThat(agent.log()).doesNotContain("ERROR");
    }

    private static TaskInfo withHealth(HealthCheck.Builder check) {
        check.setDelaySeconds(0).setIntervalSeconds(0.1).setTimeoutSeconds(5).setGracePeriodSeconds(0);
        return Samples.shell("t1", FOREVER).toBuilder().setHealthCheck(check).build();
    }
}
