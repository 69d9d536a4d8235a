package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.SchedulerClient;
import dev.mesoschaos.mesosclient.SchedulerListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A framework that puts the same number of tasks on every simulated agent, once, and takes nothing of others: the load
 * that a crowded cluster puts on its masters. Tasks that end are not replaced.
 */
final class Crowd implements SchedulerListener {

    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    private static final Filters FOR_LONG = Filters.newBuilder().setRefuseSeconds(24 * 3600).build();
    private static final double FAILOVER_TIMEOUT_SECONDS = 3600;
    private static final double CPUS = 0.1;
    private static final double MEM_MB = 32;

    private final SchedulerClient client;
    private final int wanted;
    private final int perAgent;
    private final Set<String> served = new HashSet<>();
    private int launched;

    /** A crowd of {@code tasks} on so many agents, which begins with {@link #start}. */
    Crowd(LeaderSource leader, int agents, int tasks) {
        this.wanted = tasks;
        this.perAgent = Math.ceilDiv(tasks, agents);
        this.client = new SchedulerClient(MesosHttp.builder().build(), leader, framework(), this);
    }

    void start() {
        client.start();
    }

    private static FrameworkInfo framework() {
        return FrameworkInfo.newBuilder()
                .setUser(System.getProperty("user.name"))
                .setName("simulated-crowd")
                .setCheckpoint(true)
                .setFailoverTimeout(FAILOVER_TIMEOUT_SECONDS)
                .addRoles(Simulation.MARK)
                .addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE))
                .addCapabilities(Capability.newBuilder().setType(Capability.Type.PARTITION_AWARE))
                .build();
    }

    @Override
    public void subscribed(FrameworkID framework, MasterInfo master) {
        LOG.info("The crowd is subscribed; {} of {} tasks are launched", launched, wanted);
    }

    @Override
    public void event(Event event) {
        try {
            switch (event.getType()) {
                case OFFERS -> use(event.getOffers().getOffersList());
                case UPDATE -> client.acknowledge(event.getUpdate().getStatus());
                default -> {}
            }
        } catch (MesosException e) {
            // Updates come again, and so do offers.
            LOG.info("The crowd was not heard: {}", e.getMessage());
        }
    }

    private void use(List<Offer> offers) {
        List<OfferID> declined = new ArrayList<>();
        for (Offer offer : offers) {
            String agent = offer.getAgentId().getValue();
            if (launched < wanted && isSimulated(offer) && !served.contains(agent)) {
                launch(offer);
                served.add(agent);
            } else {
                declined.add(offer.getId());
            }
        }
        if (!declined.isEmpty()) {
            client.decline(declined, FOR_LONG);
        }
        if (launched == wanted) {
            client.suppress();
        }
    }

    private void launch(Offer offer) {
        List<TaskInfo> tasks = new ArrayList<>();
        int count = Math.min(perAgent, wanted - launched);
        for (int i = 1; i <= count; i++) {
            tasks.add(task("crowd-" + (launched + i), offer.getAgentId()));
        }
        Offer.Operation.Launch.Builder launch = Offer.Operation.Launch.newBuilder().addAllTaskInfos(tasks);
        client.accept(
                List.of(offer.getId()),
                List.of(Offer.Operation.newBuilder()
                        .setType(Offer.Operation.Type.LAUNCH)
                        .setLaunch(launch)
                        .build()),
                FOR_LONG);
        launched += count;
    }

    private static boolean isSimulated(Offer offer) {
        return offer.getAttributesList().stream().anyMatch(attribute -> attribute.getName().equals(Simulation.MARK));
    }

    private static TaskInfo task(String id, AgentID agent) {
        return TaskInfo.newBuilder()
                .setName("crowd")
                .setTaskId(TaskID.newBuilder().setValue(id))
                .setAgentId(agent)
                .addResources(scalar("cpus", CPUS))
                .addResources(scalar("mem", MEM_MB))
                .setCommand(CommandInfo.newBuilder().setShell(true).setValue("sleep infinity"))
                .build();
    }

    private static Resource scalar(String name, double amount) {
        return Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount))
                .build();
    }
}
