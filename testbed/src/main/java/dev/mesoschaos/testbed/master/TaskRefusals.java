package dev.mesoschaos.testbed.master;

import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Tells frameworks that a task will not be launched; it is counted as ended, though nobody ever tracked it. */
final class TaskRefusals {

    private final Cluster cluster;
    private final Tasks tasks;
    private final Statuses statuses;

    TaskRefusals(Parts parts) {
        this.cluster = parts.cluster();
        this.tasks = parts.tasks();
        this.statuses = new Statuses(cluster);
    }

    void tell(Framework framework, TaskInfo task, TaskState state, TaskStatus.Reason reason, String why) {
        TaskStatus status =
                statuses.of(task.getTaskId(), Optional.of(task.getAgentId()), state, reason, why).build();
        cluster.counters().ended(framework, status);
        tasks.tell(framework, status);
    }
}
