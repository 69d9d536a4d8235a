package dev.mesoschaos.testbed.wire;

import static dev.mesoschaos.testbed.wire.Fields.bytes;
import static dev.mesoschaos.testbed.wire.Fields.frame;
import static dev.mesoschaos.testbed.wire.Fields.message;
import static dev.mesoschaos.testbed.wire.Fields.messages;
import static dev.mesoschaos.testbed.wire.Fields.text;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Text frames to messages and back. Not by databind, which would take a fifth of the start of each process. */
public final class WireCodec {

    private WireCodec() {}

    /** The text frame of a message of an agent. */
    public static String encode(AgentMessage message) {
        return switch (message) {
            case AgentMessage.Register(var agent, var version) -> frame("REGISTER", message(agent), text(version));
            case AgentMessage.Reregister(
                    var agent, var version, var tasks, var frameworks, var checkpointed, var executors) ->
                frame("REREGISTER", message(agent), text(version), messages(tasks), messages(frameworks),
                        messages(checkpointed), messages(executors));
            case AgentMessage.Unregister(var agentId) -> frame("UNREGISTER", message(agentId));
            case AgentMessage.Pong() -> frame("PONG");
            case AgentMessage.Update(var frameworkId, var status, var latestState) ->
                frame("UPDATE", message(frameworkId), message(status), latestState.name());
            case AgentMessage.ReportRevocable(var revocable) -> frame("REPORT_REVOCABLE", messages(revocable));
            case AgentMessage.OperationUpdate(var operation) -> frame("OPERATION_UPDATE", message(operation));
            case AgentMessage.FromExecutor(var frameworkId, var executorId, var data) ->
                frame("FROM_EXECUTOR", message(frameworkId), message(executorId), bytes(data));
            case AgentMessage.ExecutorExited(var frameworkId, var executorId, var status) ->
                frame("EXECUTOR_EXITED", message(frameworkId), message(executorId), Integer.toString(status));
        };
    }

    /** The text frame of a message of a master. */
    public static String encode(MasterMessage message) {
        return switch (message) {
            case MasterMessage.Registered(var agentId, var silenceLimit) ->
                frame("REGISTERED", message(agentId), Long.toString(silenceLimit.toNanos()));
            case MasterMessage.Ping(var connected) -> frame("PING", Boolean.toString(connected));
            case MasterMessage.RunTask(var framework, var task) ->
                frame("RUN_TASK", message(framework), message(task));
            case MasterMessage.RunTaskGroup(var framework, var executor, var tasks) ->
                frame("RUN_TASK_GROUP", message(framework), message(executor), message(tasks));
            case MasterMessage.KillTask(var frameworkId, var taskId, var policy) ->
                frame("KILL_TASK", message(frameworkId), message(taskId), messages(policy.stream().toList()));
            case MasterMessage.ShutdownExecutor(var frameworkId, var executorId) ->
                frame("SHUTDOWN_EXECUTOR", message(frameworkId), message(executorId));
            case MasterMessage.ToExecutor(var frameworkId, var executorId, var data) ->
                frame("TO_EXECUTOR", message(frameworkId), message(executorId), bytes(data));
            case MasterMessage.Acknowledge(var frameworkId, var taskId, var uuid) ->
                frame("ACKNOWLEDGE", message(frameworkId), message(taskId), uuid.toString());
            case MasterMessage.ReconcileUnknown(var framework, var taskId) ->
                frame("RECONCILE_UNKNOWN", message(framework), message(taskId));
            case MasterMessage.UpdateFramework(var framework) -> frame("UPDATE_FRAMEWORK", message(framework));
            case MasterMessage.Drain(var config) -> frame("DRAIN", message(config));
            case MasterMessage.Reactivate() -> frame("REACTIVATE");
            case MasterMessage.ApplyOperation(var operation, var checkpointed) ->
                frame("APPLY_OPERATION", message(operation), messages(checkpointed));
            case MasterMessage.AcknowledgeOperation(var operation) ->
                frame("ACKNOWLEDGE_OPERATION", operation.toString());
            case MasterMessage.ShutdownFramework(var frameworkId) ->
                frame("SHUTDOWN_FRAMEWORK", message(frameworkId));
            case MasterMessage.Shutdown(var reason) -> frame("SHUTDOWN", text(reason));
        };
    }

    /**
     * Reads what an agent sent.
     *
     * @throws IllegalArgumentException when the frame is no message of an agent
     */
    public static AgentMessage fromAgent(String frame) {
        return decode(frame, "message of an agent", fields -> switch (fields.next()) {
            case "REGISTER" -> new AgentMessage.Register(fields.message(AgentInfo.parser()), fields.text());
            case "REREGISTER" -> new AgentMessage.Reregister(
                    fields.message(AgentInfo.parser()),
                    fields.text(),
                    fields.messages(Task.parser()),
                    fields.messages(FrameworkInfo.parser()),
                    fields.messages(Resource.parser()),
                    fields.messages(ExecutorInfo.parser()));
            case "UNREGISTER" -> new AgentMessage.Unregister(fields.message(AgentID.parser()));
            case "PONG" -> new AgentMessage.Pong();
            case "UPDATE" -> new AgentMessage.Update(
                    fields.message(FrameworkID.parser()),
                    fields.message(TaskStatus.parser()),
                    TaskState.valueOf(fields.next()));
            case "REPORT_REVOCABLE" -> new AgentMessage.ReportRevocable(fields.messages(Resource.parser()));
            case "OPERATION_UPDATE" -> new AgentMessage.OperationUpdate(fields.message(Operation.parser()));
            case "FROM_EXECUTOR" -> new AgentMessage.FromExecutor(
                    fields.message(FrameworkID.parser()), fields.message(ExecutorID.parser()), fields.bytes());
            case "EXECUTOR_EXITED" -> new AgentMessage.ExecutorExited(
                    fields.message(FrameworkID.parser()),
                    fields.message(ExecutorID.parser()),
                    Integer.parseInt(fields.next()));
            default -> throw new IllegalArgumentException("its type is unknown");
        });
    }

    /**
     * Reads what a master sent.
     *
     * @throws IllegalArgumentException when the frame is no message of a master
     */
    public static MasterMessage fromMaster(String frame) {
        return decode(frame, "message of a master", fields -> switch (fields.next()) {
            case "REGISTERED" -> new MasterMessage.Registered(
                    fields.message(AgentID.parser()), Duration.ofNanos(Long.parseLong(fields.next())));
            case "PING" -> new MasterMessage.Ping(Boolean.parseBoolean(fields.next()));
            case "RUN_TASK" -> new MasterMessage.RunTask(
                    fields.message(FrameworkInfo.parser()), fields.message(TaskInfo.parser()));
            case "RUN_TASK_GROUP" -> new MasterMessage.RunTaskGroup(
                    fields.message(FrameworkInfo.parser()),
                    fields.message(ExecutorInfo.parser()),
                    fields.message(TaskGroupInfo.parser()));
            case "KILL_TASK" -> new MasterMessage.KillTask(
                    fields.message(FrameworkID.parser()),
                    fields.message(TaskID.parser()),
                    fields.messages(KillPolicy.parser()).stream().findFirst());
            case "SHUTDOWN_EXECUTOR" -> new MasterMessage.ShutdownExecutor(
                    fields.message(FrameworkID.parser()), fields.message(ExecutorID.parser()));
            case "TO_EXECUTOR" -> new MasterMessage.ToExecutor(
                    fields.message(FrameworkID.parser()), fields.message(ExecutorID.parser()), fields.bytes());
            case "ACKNOWLEDGE" -> new MasterMessage.Acknowledge(
                    fields.message(FrameworkID.parser()), fields.message(TaskID.parser()), UUID.fromString(fields.next()));
            case "RECONCILE_UNKNOWN" -> new MasterMessage.ReconcileUnknown(
                    fields.message(FrameworkInfo.parser()), fields.message(TaskID.parser()));
            case "UPDATE_FRAMEWORK" -> new MasterMessage.UpdateFramework(fields.message(FrameworkInfo.parser()));
            case "DRAIN" -> new MasterMessage.Drain(fields.message(DrainConfig.parser()));
            case "REACTIVATE" -> new MasterMessage.Reactivate();
            case "APPLY_OPERATION" -> new MasterMessage.ApplyOperation(
                    fields.message(Operation.parser()), fields.messages(Resource.parser()));
            case "ACKNOWLEDGE_OPERATION" -> new MasterMessage.AcknowledgeOperation(UUID.fromString(fields.next()));
            case "SHUTDOWN_FRAMEWORK" -> new MasterMessage.ShutdownFramework(fields.message(FrameworkID.parser()));
            case "SHUTDOWN" -> new MasterMessage.Shutdown(fields.text());
            default -> throw new IllegalArgumentException("its type is unknown");
        });
    }

    private static <T> T decode(String frame, String what, Function<Fields, T> read) {
        try {
            Fields fields = Fields.of(frame);
            T message = read.apply(fields);
            fields.end();
            return message;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a " + what + ": " + e.getMessage(), e);
        }
    }
}
