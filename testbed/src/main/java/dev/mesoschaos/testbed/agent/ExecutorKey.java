package dev.mesoschaos.testbed.agent;

import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;

/** What names an executor on an agent. */
record ExecutorKey(FrameworkID framework, ExecutorID executor) {

    @Override
    public String toString() {
        return "executor '" + executor.getValue() + "' of framework " + framework.getValue();
    }
}
