package dev.mesoschaos.testbed.agent;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;

/** What names a task on an agent: a task id alone is unique only within its framework. */
public record TaskKey(FrameworkID framework, TaskID task) {

    @Override
    public String toString() {
        return "task " + task.getValue() + " of framework " + framework.getValue();
    }
}
