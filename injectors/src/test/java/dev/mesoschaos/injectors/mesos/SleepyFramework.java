package dev.mesoschaos.injectors.mesos;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.mesosclient.SchedulerClient;
import dev.mesoschaos.mesosclient.SchedulerListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Somebody else's framework, with a task that sleeps on each agent that it is offered. */
final class SleepyFramework implements SchedulerListener, AutoCloseable {

    final Map<String, TaskState> states = new ConcurrentHashMap<>();
    private final SchedulerClient client;
    private final String role;
    private volatile boolean subscribed;

    SleepyFramework(MesosBed bed, String name, String role) {
        this.role = role;
        client = new SchedulerClient(bed.http, bed.leaders, FrameworkInfo.newBuilder()
                .setName(name)
                .setUser(System.getProperty("user.name"))
                .setCheckpoint(true)
                .setFailoverTimeout(0)
                .addRoles(role)
                .addCapabilities(FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
                .addCapabilities(FrameworkInfo.Capability.newBuilder()
                        .setType(FrameworkInfo.Capability.Type.PARTITION_AWARE))
                .build(), this);
        client.start();
    }

    void awaitSubscribed() {
        await().atMost(Duration.ofSeconds(30)).until(() -> subscribed);
    }

    void awaitState(String task, TaskState state) {
        await().atMost(Duration.ofSeconds(60)).until(() -> states.get(task) == state);
    }

    @Override
    public void subscribed(FrameworkID framework, MasterInfo master) {
        subscribed = true;
    }

    @Override
    public void event(Event event) {
        switch (event.getType()) {
            case OFFERS -> event.getOffers().getOffersList().forEach(this::use);
            case UPDATE -> {
                states.put(event.getUpdate().getStatus().getTaskId().getValue(), event.getUpdate().getStatus().getState());
                client.acknowledge(event.getUpdate().getStatus());
            }
            default -> { }
        }
    }

    private void use(Offer offer) {
        String task = "sleeper-" + offer.getHostname();
        Filters filters = Filters.newBuilder().setRefuseSeconds(0.5).build();
        if (states.putIfAbsent(task, TaskState.TASK_STAGING) != null) {
            client.decline(List.of(offer.getId()), filters);
            return;
        }
        client.accept(List.of(offer.getId()), List.of(Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(TaskInfo.newBuilder()
                        .setName(task)
                        .setTaskId(TaskID.newBuilder().setValue(task))
                        .setAgentId(offer.getAgentId())
                        .setCommand(CommandInfo.newBuilder().setValue("exec sleep 600"))
                        .addResources(scalar("cpus", 0.1))
                        .addResources(scalar("mem", 32))))
                .build()), filters);
    }

    private Resource.Builder scalar(String name, double amount) {
        return Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount))
                .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role));
    }

    @Override
    public void close() {
        client.close();
    }
}
