package dev.mesoschaos.testbed.wire;

import com.google.protobuf.ByteString;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** What an agent tells the leading master. */
public sealed interface AgentMessage {

    /** First registration: {@code agent} has no id yet; its resources and attributes are those of the flags. */
    record Register(AgentInfo agent, String version) implements AgentMessage {}

    /**
     * Registration of an agent that already has an id ({@code agent.id}), with all it still runs: after a change of
     * leader, after it was unreachable, after a restart of its process, after a broken connection.
     *
     * @param tasks every task that is not both terminal and acknowledged, with its latest state and statuses
     * @param frameworks the frameworks of these tasks and executors, so that a new leader knows them (mesos-facts 4.4-10)
     * @param checkpointed the dynamic reservations and volumes of {@link MasterMessage.ApplyOperation}; the resources
     *     of {@code agent} stay those of the flags
     * @param executors every executor that runs or is about to, with its {@code framework_id}, its own resources and
     *     without those of its tasks; not Mesos' command executors, which are a part of their one task
     */
    record Reregister(
            AgentInfo agent,
            String version,
            List<Task> tasks,
            List<FrameworkInfo> frameworks,
            List<Resource> checkpointed,
            List<ExecutorInfo> executors)
            implements AgentMessage {

        /** Registration of an agent without dynamic reservations and with no executors to tell of. */
        public Reregister(AgentInfo agent, String version, List<Task> tasks, List<FrameworkInfo> frameworks) {
            this(agent, version, tasks, frameworks, List.of(), List.of());
        }
    }

    /** The agent leaves for good (SIGUSR1, mesos-facts statement 49). */
    record Unregister(AgentID agentId) implements AgentMessage {}

    /** Answer to {@link MasterMessage.Ping}. */
    record Pong() implements AgentMessage {}

    /**
     * A status update, sent again until acknowledged (mesos-facts 4.5).
     *
     * @param latestState the state the task has by now, which may be ahead of {@code status}
     */
    record Update(FrameworkID frameworkId, TaskStatus status, TaskState latestState) implements AgentMessage {}

    /** All revocable resources that the agent now offers besides its own; sent after each (re)registration, too. */
    record ReportRevocable(List<Resource> revocable) implements AgentMessage {}

    /** The latest status of an operation, sent again until acknowledged. */
    record OperationUpdate(Operation operation) implements AgentMessage {}

    /** Bytes from an executor to its scheduler; best effort (scheduler event MESSAGE). */
    record FromExecutor(FrameworkID frameworkId, ExecutorID executorId, ByteString data) implements AgentMessage {}

    /**
     * An executor ended (scheduler event FAILURE).
     *
     * @param status as of wait(2): exit code times 256, or the number of the signal
     */
    record ExecutorExited(FrameworkID frameworkId, ExecutorID executorId, int status) implements AgentMessage {}
}
