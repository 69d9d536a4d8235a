package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;

/** Between Mesos' messages and the framework's own words. */
final class Messages {

    static final String ROLE = "mesos-chaos";

    private static final double FAILOVER_TIMEOUT_SECONDS = 3600;

    private Messages() {}

    /** Who the framework of a role is: it outlives agents' restarts and its own (mesos-facts 11-1). */
    static FrameworkInfo framework(String user, String role) {
        FrameworkInfo.Builder info = FrameworkInfo.newBuilder()
                .setName("mesos-chaos")
                .setUser(user)
                .setCheckpoint(true)
                .setFailoverTimeout(FAILOVER_TIMEOUT_SECONDS)
                .addRoles(role);
        for (FrameworkInfo.Capability.Type type : List.of(
                FrameworkInfo.Capability.Type.PARTITION_AWARE,
                FrameworkInfo.Capability.Type.MULTI_ROLE,
                FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT)) {
            info.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(type));
        }
        return info.build();
    }

    /** Whether the offer is of an agent whose tasks run nothing, which is no place for what is measured. */
    static boolean isSimulated(Offer offer) {
        return offer.getAttributesList().stream().anyMatch(attribute -> attribute.getName().equals("simulated"));
    }

    /** What can be used of an offer. */
    static Offered offered(Offer offer, Topology topology) {
        List<Resource> usable = offer.getResourcesList().stream()
                .filter(resource -> resource.getReservationsCount() == 0
                        && !resource.hasRevocable()
                        && !resource.hasDisk())
                .toList();
        List<Integer> ports = usable.stream()
                .filter(resource -> resource.getName().equals("ports"))
                .flatMap(resource -> resource.getRanges().getRangeList().stream())
                .flatMap(range -> IntStream.rangeClosed((int) range.getBegin(), (int) range.getEnd()).boxed())
                .toList();
        return new Offered(
                offer.getId().getValue(), agent(offer, topology), sum(usable, "cpus"), sum(usable, "mem"), ports);
    }

    private static double sum(List<Resource> resources, String name) {
        ToDoubleFunction<Resource> amount = resource -> resource.getScalar().getValue();
        return resources.stream().filter(resource -> resource.getName().equals(name)).mapToDouble(amount).sum();
    }

    /** Where links run through proxies, agents go by their address instead of their host's name. */
    private static Agent agent(Offer offer, Topology topology) {
        boolean located = offer.hasUrl() && offer.getUrl().getAddress().hasIp();
        String ip = located ? offer.getUrl().getAddress().getIp() : offer.getHostname();
        Optional<Host> known = topology.of(Role.AGENT).stream()
                .filter(host -> host.name().equals(offer.getHostname()) || host.service().host().equals(ip))
                .findFirst();
        String rack = offer.getAttributesList().stream()
                .filter(attribute -> attribute.getName().equals("rack"))
                .map(Attribute::getText)
                .map(Value.Text::getValue)
                .findFirst()
                .or(() -> known.map(Host::rack))
                .orElse("");
        String host = known.map(Host::name).orElse(offer.getHostname());
        return new Agent(offer.getAgentId().getValue(), host, ip, rack);
    }

    static Update update(TaskStatus status, Instant at) {
        return new Update(
                at,
                status.getTaskId().getValue(),
                status.getAgentId().getValue(),
                status.getState(),
                status.getUuid(),
                status.hasSource() ? status.getSource().name() : "",
                status.hasReason() ? status.getReason().name() : "",
                status.getMessage(),
                status.hasTimestamp() ? Optional.of(seconds(status.getTimestamp())) : Optional.empty());
    }

    private static Instant seconds(double timestamp) {
        return Instant.EPOCH.plusNanos(((long) (timestamp * 1_000_000)) * 1_000);
    }

    /** A launch as Mesos reads it, with what was offered to a role. */
    static TaskInfo task(Launch launch, TaskCommands commands, String role) {
        Need need = launch.want().need();
        TaskInfo.Builder task = TaskInfo.newBuilder()
                .setName(launch.want().slot())
                .setTaskId(taskId(launch.task()))
                .setAgentId(agentId(launch.agent().id()))
                .setCommand(commands.command(launch))
                .addResources(scalar("cpus", need.cpus(), role))
                .addResources(scalar("mem", need.memMb(), role));
        launch.port().ifPresent(port -> task.addResources(ports(port, role)));
        return task.build();
    }

    static TaskID taskId(String task) {
        return TaskID.newBuilder().setValue(task).build();
    }

    static AgentID agentId(String agent) {
        return AgentID.newBuilder().setValue(agent).build();
    }

    private static Resource.Builder scalar(String name, double amount, String role) {
        return resource(name, Value.Type.SCALAR, role).setScalar(Value.Scalar.newBuilder().setValue(amount));
    }

    private static Resource.Builder ports(int port, String role) {
        return resource("ports", Value.Type.RANGES, role)
                .setRanges(Value.Ranges.newBuilder()
                        .addRange(Value.Range.newBuilder().setBegin(port).setEnd(port)));
    }

    private static Resource.Builder resource(String name, Value.Type type, String role) {
        return Resource.newBuilder()
                .setName(name)
                .setType(type)
                .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role));
    }
}
