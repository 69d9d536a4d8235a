package dev.mesoschaos.testbed.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
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
    private static final ExecutorID EXECUTOR_ID = ExecutorID.newBuilder().setValue("e 1").build();
    private static final ExecutorInfo EXECUTOR = ExecutorInfo.newBuilder().setExecutorId(EXECUTOR_ID).build();
    private static final Resource RESERVED = Resource.newBuilder().setName("cpus").setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(1)).build();
    private static final Operation OPERATION = Operation.newBuilder()
            .setInfo(Offer.Operation.newBuilder()
                    .setType(Offer.Operation.Type.RESERVE)
                    .setReserve(Offer.Operation.Reserve.newBuilder().addResources(RESERVED)))
            .setLatestStatus(OperationStatus.newBuilder().setState(OperationState.OPERATION_FINISHED))
            .setUuid(Protos.UUID.newBuilder().setValue(ByteString.copyFromUtf8("0123456789abcdef")))
            .build();
    private static final TaskStatus STATUS =
            TaskStatus.newBuilder().setTaskId(TASK_ID).setState(TaskState.TASK_RUNNING).build();

    private static Stream<AgentMessage> ofAgents() {
        return Stream.of(
                new AgentMessage.Register(AGENT, "1.11.0"),
                new AgentMessage.Reregister(AGENT, "", List.of(), List.of()),
                new AgentMessage.Reregister(AGENT, "1.11.0", List.of(TASK), List.of(FRAMEWORK, FRAMEWORK)),
                new AgentMessage.Unregister(AGENT_ID),
                new AgentMessage.Pong(),
                new AgentMessage.Update(FRAMEWORK_ID, STATUS, TaskState.TASK_FAILED),
                new AgentMessage.Reregister(AGENT, "1.11.0", List.of(), List.of(), List.of(RESERVED), List.of(EXECUTOR)),
                new AgentMessage.ReportRevocable(List.of(RESERVED, RESERVED)),
                new AgentMessage.OperationUpdate(OPERATION),
                new AgentMessage.FromExecutor(FRAMEWORK_ID, EXECUTOR_ID, ByteString.copyFromUtf8("a b")),
                new AgentMessage.ExecutorExited(FRAMEWORK_ID, EXECUTOR_ID, 9));
    }

    private static Stream<MasterMessage> ofMasters() {
        TaskInfo info = TaskInfo.newBuilder().setName("web").setTaskId(TASK_ID).setAgentId(AGENT_ID).build();
        return Stream.of(
                new MasterMessage.Registered(AGENT_ID, Duration.ofSeconds(3)),
                new MasterMessage.Ping(true),
                new MasterMessage.Ping(false),
                new MasterMessage.RunTask(FRAMEWORK, info),
                new MasterMessage.RunTaskGroup(
                        FRAMEWORK, EXECUTOR, TaskGroupInfo.newBuilder().addTasks(info).build()),
                new MasterMessage.KillTask(FRAMEWORK_ID, TASK_ID),
                new MasterMessage.KillTask(FRAMEWORK_ID, TASK_ID, Optional.of(KillPolicy.newBuilder()
                        .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(7))
                        .build())),
                new MasterMessage.ShutdownExecutor(FRAMEWORK_ID, EXECUTOR_ID),
                new MasterMessage.ToExecutor(FRAMEWORK_ID, EXECUTOR_ID, ByteString.EMPTY),
                new MasterMessage.UpdateFramework(FRAMEWORK),
                new MasterMessage.Drain(DrainConfig.newBuilder().setMarkGone(true).build()),
                new MasterMessage.Reactivate(),
                new MasterMessage.ApplyOperation(OPERATION, List.of(RESERVED)),
                new MasterMessage.AcknowledgeOperation(new UUID(9, 10)),
                new MasterMessage.Acknowledge(FRAMEWORK_ID, TASK_ID, new UUID(7, 8)),
                new MasterMessage.ReconcileUnknown(FRAMEWORK, TASK_ID),
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
