package dev.mesoschaos.testbed.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireCodecTest {

    private static final AgentID AGENT_ID = AgentID.newBuilder().setValue("m-S1").build();
    private static final AgentInfo AGENT =
            AgentInfo.newBuilder().setHostname("a1 ß,:").setPort(5051).setId(AGENT_ID).build();
    private static final FrameworkID FRAMEWORK_ID = FrameworkID.newBuilder().setValue("f 1").build();
    private static final FrameworkInfo FRAMEWORK =
            FrameworkInfo.newBuilder().setUser("u").setName("n").setId(FRAMEWORK_ID).build();
    private static final TaskID TASK_ID = TaskID.newBuilder().setValue("t,1").build();
    private static final Task TASK = Task.newBuilder().setName("web").setTaskId(TASK_ID).setFrameworkId(FRAMEWORK_ID)
            .setAgentId(AGENT_ID).setState(TaskState.TASK_RUNNING).build();
    private static final TaskStatus STATUS =
            TaskStatus.newBuilder().setTaskId(TASK_ID).setState(TaskState.TASK_RUNNING).build();

    private static Stream<AgentMessage> ofAgents() {
        return Stream.of(
                new AgentMessage.Register(AGENT, "1.11.0"),
                new AgentMessage.Reregister(AGENT, "", List.of(), List.of()),
                new AgentMessage.Reregister(AGENT, "1.11.0", List.of(TASK), List.of(FRAMEWORK, FRAMEWORK)),
                new AgentMessage.Unregister(AGENT_ID),
                new AgentMessage.Pong(),
                new AgentMessage.Update(FRAMEWORK_ID, STATUS, TaskState.TASK_FAILED));
    }

    private static Stream<MasterMessage> ofMasters() {
        TaskInfo info = TaskInfo.newBuilder().setName("web").setTaskId(TASK_ID).setAgentId(AGENT_ID).build();
        return Stream.of(
                new MasterMessage.Registered(AGENT_ID, Duration.ofSeconds(3)),
                new MasterMessage.Ping(true),
                new MasterMessage.Ping(false),
                new MasterMessage.RunTask(FRAMEWORK, info),
                new MasterMessage.KillTask(FRAMEWORK_ID, TASK_ID),
                new MasterMessage.Acknowledge(FRAMEWORK_ID, TASK_ID, new UUID(7, 8)),
                new MasterMessage.ReconcileUnknown(FRAMEWORK_ID, TASK_ID),
                new MasterMessage.ShutdownFramework(FRAMEWORK_ID),
                new MasterMessage.Shutdown("it is gone, for good"));
    }

    @ParameterizedTest
    @MethodSource("ofAgents")
    void everyMessageOfAnAgentComesBackAsItWasSent(AgentMessage sent) {
        assertThat(WireCodec.fromAgent(WireCodec.encode(sent))).isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("ofMasters")
    void everyMessageOfAMasterComesBackAsItWasSent(MasterMessage sent) {
        assertThat(WireCodec.fromMaster(WireCodec.encode(sent))).isEqualTo(sent);
    }

    @Test
    void noKindOfMessageIsForgottenHere() {
        assertThat(ofAgents().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(AgentMessage.class.getPermittedSubclasses());
        assertThat(ofMasters().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(MasterMessage.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "HELLO", "PONG", "PING", "PING true true", "REGISTERED bTEh 3", "REGISTERED / x",
        "{\"type\":\"PING\"}", "ACKNOWLEDGE CgNmIDE= CgN0LDE= nonsense", "SHUTDOWN \u00fc"})
    void whatNoMasterSendsIsRefused(String frame) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WireCodec.fromMaster(frame))
                .withMessageStartingWith("not a message of a master: ");
    }
}
