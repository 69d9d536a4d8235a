package dev.mesoschaos.conformance.bed;

import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/** Small tasks. */
public final class Tasks {

    /** Runs until it is killed. */
    public static final String SLEEP = "exec sleep 900";

    private static final double CPUS = 0.1;
    private static final double MEM_MB = 32;

    private Tasks() {}

    /** A task that runs a shell command, on the resources of an offer. */
    public static TaskInfo shell(String id, Offer offer, String command) {
        return shell(id, offer.getAgentId(), command)
                .addAllResources(resources(offer, CPUS, MEM_MB))
                .build();
    }

    /** The same without resources. */
    public static TaskInfo.Builder shell(String id, AgentID agent, String command) {
        return TaskInfo.newBuilder()
                .setName(id)
                .setTaskId(id(id))
                .setAgentId(agent)
                .setCommand(CommandInfo.newBuilder().setValue(command));
    }

    /** Scalars as an offer has them, for its role. */
    public static List<Resource> resources(Offer offer, double cpus, double mem) {
        return List.of(scalar(offer, "cpus", cpus), scalar(offer, "mem", mem));
    }

    /** The least that the executor of a task group may have. */
    public static List<Resource> leastOfAnExecutor(Offer offer) {
        return List.of(scalar(offer, "cpus", 0.1), scalar(offer, "mem", 32), scalar(offer, "disk", 1));
    }

    /** The id of a task. */
    public static TaskID id(String text) {
        return TaskID.newBuilder().setValue(text).build();
    }

    /** How much of a scalar an offer has. */
    public static double amount(Offer offer, String name) {
        return offer.getResourcesList().stream()
                .filter(resource -> resource.getName().equals(name))
                .mapToDouble(resource -> resource.getScalar().getValue())
                .sum();
    }

    private static Resource scalar(Offer offer, String name, double amount) {
        Resource offered = offer.getResourcesList().stream()
                .filter(resource -> resource.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the offer has no " + name + ": " + offer));
        return offered.toBuilder().setScalar(Value.Scalar.newBuilder().setValue(amount)).build();
    }
}
