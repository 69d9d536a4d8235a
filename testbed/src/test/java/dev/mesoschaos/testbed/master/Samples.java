package dev.mesoschaos.testbed.master;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskGroupInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Tasks, executors and calls of schedulers, as small as they can be. */
final class Samples {

    /** With all that makes a framework survive: checkpoint, a long timeout, PARTITION_AWARE. */
    static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder()
            .setUser("root")
            .setName("it")
            .setCheckpoint(true)
            .setFailoverTimeout(60)
            .addRoles("*")
            .addCapabilities(capability(Capability.Type.MULTI_ROLE))
            .addCapabilities(capability(Capability.Type.PARTITION_AWARE))
            .build();

    private Samples() {}

    static Capability capability(Capability.Type type) {
        return Capability.newBuilder().setType(type).build();
    }

    static TaskInfo task(String id, Offer offer) {
        return TaskInfo.newBuilder()
                .setName(id)
                .setTaskId(TaskID.newBuilder().setValue(id))
                .setAgentId(offer.getAgentId())
                .setCommand(CommandInfo.newBuilder().setValue("true"))
                .addResources(cpus(0.5))
                .build();
    }

    static Resource cpus(double amount) {
        return scalar("cpus", amount);
    }

    private static Resource scalar(String name, double amount) {
        return Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount))
                .build();
    }

    static Call.Builder accept(Offer offer, double refuseSeconds, Offer.Operation... operations) {
        return Call.newBuilder()
                .setType(Call.Type.ACCEPT)
                .setAccept(Call.Accept.newBuilder()
                        .addOfferIds(offer.getId())
                        .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds))
                        .addAllOperations(List.of(operations)));
    }

    static Call.Builder launch(Offer offer, TaskInfo... tasks) {
        return launch(offer, 0, tasks);
    }

    static Call.Builder launch(Offer offer, double refuseSeconds, TaskInfo... tasks) {
        return accept(offer, refuseSeconds, Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(List.of(tasks)))
                .build());
    }

    /** A default executor that holds some cpus itself, and as much memory and disk as it must. */
    static ExecutorInfo executor(FrameworkID framework, String id, double cpus) {
        return ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.DEFAULT)
                .setFrameworkId(framework)
                .setExecutorId(ExecutorID.newBuilder().setValue(id))
                .addResources(cpus(cpus))
                .addResources(scalar("mem", 32))
                .addResources(scalar("disk", 1))
                .build();
    }

    static Call.Builder launchGroup(Offer offer, ExecutorInfo executor, TaskInfo... tasks) {
        return accept(offer, 0, Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH_GROUP)
                .setLaunchGroup(Offer.Operation.LaunchGroup.newBuilder()
                        .setExecutor(executor)
                        .setTaskGroup(TaskGroupInfo.newBuilder().addAllTasks(List.of(tasks))))
                .build());
    }

    static Call.Builder decline(Offer offer, double refuseSeconds) {
        return Call.newBuilder()
                .setType(Call.Type.DECLINE)
                .setDecline(Call.Decline.newBuilder()
                        .addOfferIds(offer.getId())
                        .setFilters(Filters.newBuilder().setRefuseSeconds(refuseSeconds)));
    }

    static TaskStatus status(TaskInfo task, TaskState state) {
        UUID uuid = UUID.randomUUID();
        ByteBuffer bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits());
        return TaskStatus.newBuilder()
                .setTaskId(task.getTaskId())
                .setAgentId(task.getAgentId())
                .setState(state)
                .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
                .setUuid(ByteString.copyFrom(bytes.flip()))
                .build();
    }

    static Task running(FrameworkID framework, TaskInfo task) {
        return Task.newBuilder()
                .setName(task.getName())
                .setTaskId(task.getTaskId())
                .setFrameworkId(framework)
                .setAgentId(task.getAgentId())
                .addAllResources(task.getResourcesList())
                .setState(TaskState.TASK_RUNNING)
                .build();
    }
}
