package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.SchedulerClient;
import dev.mesoschaos.mesosclient.SchedulerListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A framework that puts the same number of tasks on every agent it is offered, and remembers what became of each. */
final class CrowdedScheduler implements SchedulerListener, AutoCloseable {

    private static final Filters LONG = Filters.newBuilder().setRefuseSeconds(3600).build();

    private final Map<String, TaskStatus> last = new ConcurrentHashMap<>();
    private final Map<String, Long> agentOf = new ConcurrentHashMap<>();
    private final AtomicInteger launched = new AtomicInteger();
    private final SchedulerClient client;
    private final int wanted;
    private final int perAgent;

    CrowdedScheduler(MesosHttp http, LeaderSource leader, int wanted, int perAgent) {
        this.wanted = wanted;
        this.perAgent = perAgent;
        this.client = new SchedulerClient(http, leader, framework(), this);
        client.start();
    }

    private static FrameworkInfo framework() {
        return FrameworkInfo.newBuilder()
                .setUser("root")
                .setName("crowd")
                .setCheckpoint(true)
                .setFailoverTimeout(60)
                .addRoles("*")
                .addCapabilities(capability(FrameworkInfo.Capability.Type.MULTI_ROLE))
                .addCapabilities(capability(FrameworkInfo.Capability.Type.PARTITION_AWARE))
                .build();
    }

    private static FrameworkInfo.Capability capability(FrameworkInfo.Capability.Type type) {
        return FrameworkInfo.Capability.newBuilder().setType(type).build();
    }

    @Override
    public void subscribed(FrameworkID framework, MasterInfo master) {}

    @Override
    public void event(Event event) {
        switch (event.getType()) {
            case OFFERS -> event.getOffers().getOffersList().forEach(this::use);
            case UPDATE -> {
                TaskStatus status = event.getUpdate().getStatus();
                last.put(status.getTaskId().getValue(), status);
                client.acknowledge(status);
            }
            default -> {}
        }
    }

    private void use(Offer offer) {
        List<TaskInfo> tasks = new ArrayList<>();
        boolean first = agentOf.putIfAbsent(offer.getAgentId().getValue(), 1L) == null;
        for (int i = 0; first && i < perAgent && launched.get() < wanted; i++) {
            tasks.add(task(launched.incrementAndGet(), offer.getAgentId()));
        }
        Offer.Operation launch = Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(tasks))
                .build();
        if (tasks.isEmpty()) {
            client.decline(List.of(offer.getId()), LONG);
        } else {
            client.accept(List.of(offer.getId()), List.of(launch), LONG);
        }
    }

    private static TaskInfo task(int number, AgentID agent) {
        return TaskInfo.newBuilder()
                .setName("crowd")
                .setTaskId(TaskID.newBuilder().setValue("crowd-" + number))
                .setAgentId(agent)
                .addResources(scalar("cpus", 0.1))
                .addResources(scalar("mem", 32))
                .setCommand(CommandInfo.newBuilder().setShell(true).setValue("./serve"))
                .build();
    }

    private static Resource scalar(String name, double amount) {
        return Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount))
                .build();
    }

    /** How many tasks were last told to be in that state. */
    long count(TaskState state) {
        return last.values().stream().filter(status -> status.getState() == state).count();
    }

    /** The newest status of each task. */
    List<TaskStatus> statuses() {
        return List.copyOf(last.values());
    }

    @Override
    public void close() {
        client.close();
    }
}
