package dev.mesoschaos.testbed.wire;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What the leading master tells an agent. */
public sealed interface MasterMessage {

    /**
     * Answer to a registration or a reregistration.
     *
     * @param silenceLimit ping timeout times count: after so long without a ping the agent looks for a leader again
     *     (mesos-facts section 5, "agent to master silence limit")
     */
    record Registered(AgentID agentId, Duration silenceLimit) implements MasterMessage {}

    /**
     * Sent at once on admission, then every agent ping timeout.
     *
     * @param connected false tells an agent that believes itself registered to register again (mesos-facts 4.4-5)
     */
    record Ping(boolean connected) implements MasterMessage {}

    /** Launch one task; its framework comes along, because the agent may never have heard of it. */
    record RunTask(FrameworkInfo framework, TaskInfo task) implements MasterMessage {}

    /** Launch a task group in one executor, which may run already; each task names this agent. */
    record RunTaskGroup(FrameworkInfo framework, ExecutorInfo executor, TaskGroupInfo tasks) implements MasterMessage {}

    /**
     * Kill one task: SIGTERM, then SIGKILL after its grace period.
     *
     * @param policy the one of the scheduler's call, which can only shorten the task's own (mesos-facts 4.3)
     */
    record KillTask(FrameworkID frameworkId, TaskID taskId, Optional<KillPolicy> policy) implements MasterMessage {

        /** Kill one task by its own policy. */
        public KillTask(FrameworkID frameworkId, TaskID taskId) {
            this(frameworkId, taskId, Optional.empty());
        }
    }

    /** Shut one executor down, and kill it after its grace period (scheduler call SHUTDOWN). */
    record ShutdownExecutor(FrameworkID frameworkId, ExecutorID executorId) implements MasterMessage {}

    /** Bytes from a scheduler to an executor; best effort (scheduler call MESSAGE). */
    record ToExecutor(FrameworkID frameworkId, ExecutorID executorId, ByteString data) implements MasterMessage {}

    /** The scheduler acknowledged an update; the agent may forward the next one of that task. */
    record Acknowledge(FrameworkID frameworkId, TaskID taskId, UUID uuid) implements MasterMessage {}

    /**
     * The master believes in a task the reregistering agent did not name: it must answer TASK_DROPPED, or TASK_LOST where
     * {@code framework}, of which the agent may know nothing any more, is not partition aware.
     */
    record ReconcileUnknown(FrameworkInfo framework, TaskID taskId) implements MasterMessage {}

    /**
     * What a framework is now; an agent that knows it sends every unacknowledged update again, at once (mesos-facts 4.5).
     * Sent to all agents when the framework's scheduler is back or changes it, and for each framework that a returning
     * agent names, which is why updates then come repeatedly (mesos-facts 14.1, statements 34 and 51).
     */
    record UpdateFramework(FrameworkInfo framework) implements MasterMessage {}

    /**
     * Kill all tasks with REASON_AGENT_DRAINING: TASK_KILLED, or TASK_GONE_BY_OPERATOR where {@code config} says
     * {@code mark_gone} and the framework is partition aware (mesos-facts 4.3). Sent again after each reregistration
     * and when the operator changes the configuration.
     */
    record Drain(DrainConfig config) implements MasterMessage {}

    /** The operator ended draining: forget the {@link Drain}. */
    record Reactivate() implements MasterMessage {}

    /**
     * Do and remember an operation on resources, and answer it with {@link AgentMessage.OperationUpdate}.
     *
     * @param operation with its uuid and what is to be done
     * @param checkpointed all dynamic reservations and volumes that the agent has after the operation; it keeps them on
     *     disk, names them when it registers again, and makes or removes the directories of volumes
     */
    record ApplyOperation(Operation operation, List<Resource> checkpointed) implements MasterMessage {}

    /** The scheduler, or the master for operators, acknowledged an operation's status. */
    record AcknowledgeOperation(UUID operation) implements MasterMessage {}

    /** The framework was removed: kill all its tasks without sending updates. */
    record ShutdownFramework(FrameworkID frameworkId) implements MasterMessage {}

    /** Kill everything and exit: the agent is gone, or was never allowed. */
    record Shutdown(String reason) implements MasterMessage {}
}
