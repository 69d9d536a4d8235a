package dev.mesoschaos.testbed.wire;

import java.time.Duration;
import java.util.UUID;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
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

    /** Kill one task: SIGTERM, then SIGKILL after its grace period. */
    record KillTask(FrameworkID frameworkId, TaskID taskId) implements MasterMessage {}

    /** The scheduler acknowledged an update; the agent may forward the next one of that task. */
    record Acknowledge(FrameworkID frameworkId, TaskID taskId, UUID uuid) implements MasterMessage {}

    /** The master believes in a task the reregistering agent did not name: it must answer TASK_DROPPED. */
    record ReconcileUnknown(FrameworkID frameworkId, TaskID taskId) implements MasterMessage {}

    /** The framework was removed: kill all its tasks without sending updates. */
    record ShutdownFramework(FrameworkID frameworkId) implements MasterMessage {}

    /** Kill everything and exit: the agent is gone, or was never allowed. */
    record Shutdown(String reason) implements MasterMessage {}
}
