package dev.mesoschaos.testbed.agent;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Frameworks and tasks of the tests. */
final class Samples {

    static final FrameworkID FRAMEWORK_ID = FrameworkID.newBuilder().setValue("fw-1").build();
    static final AgentID AGENT_ID = FakeMaster.AGENT_ID;

    /** Partition aware and checkpointing, as the frameworks of this project are. */
    static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder()
            .setUser("root")
            .setName("sample")
            .setId(FRAMEWORK_ID)
            .setCheckpoint(true)
            .addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE))
            .build();

    private Samples() {}

    static TaskInfo shell(String id, String command) {
        return task(id, CommandInfo.newBuilder().setShell(true).setValue(command).build());
    }

    static TaskInfo task(String id, CommandInfo command) {
        return TaskInfo.newBuilder()
                .setName(id)
                .setTaskId(TaskID.newBuilder().setValue(id))
                .setAgentId(AGENT_ID)
                .setCommand(command)
                .build();
    }

    static TaskInfo withKillGrace(TaskInfo task, long millis) {
        return task.toBuilder()
                .setKillPolicy(KillPolicy.newBuilder()
                        .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(millis * 1_000_000)))
                .build();
    }
}
