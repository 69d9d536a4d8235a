package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.SchedulerClient;
import dev.mesoschaos.mesosclient.SchedulerListener;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Launches each neighbour once, and hears what becomes of it. It has no failover timeout: masters end it with its tasks
 * once its connection breaks.
 */
final class NeighbourScheduler implements SchedulerListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NeighbourScheduler.class);
    private static final Filters FOR_A_MOMENT = Filters.newBuilder().setRefuseSeconds(1).build();
    private static final Set<TaskStatus.Reason> LIMITS = Set.of(
            TaskStatus.Reason.REASON_CONTAINER_LIMITATION,
            TaskStatus.Reason.REASON_CONTAINER_LIMITATION_MEMORY,
            TaskStatus.Reason.REASON_CONTAINER_LIMITATION_DISK);

    private final Map<String, Neighbour> waiting = new ConcurrentHashMap<>();
    private final Map<String, TaskStatus> statuses = new ConcurrentHashMap<>();
    private final MesosHttp http;
    private final SchedulerClient client;
    private volatile Optional<String> refused = Optional.empty();

    NeighbourScheduler(Cluster cluster, String name, List<Neighbour> neighbours) {
        neighbours.forEach(neighbour -> waiting.put(neighbour.host(), neighbour));
        FrameworkInfo framework = FrameworkInfo.newBuilder()
                .setName(name)
                .setUser(System.getProperty("user.name"))
                .setFailoverTimeout(0)
                .build();
        http = Operator.http(cluster);
        client = new SchedulerClient(http, Operator.leaders(cluster), framework, this);
    }

    /** Begins to subscribe; returns at once. */
    void start() {
        client.start();
    }

    boolean isLimited(String host) {
        TaskStatus status = statuses.get(host);
        return status != null && status.getState() == TaskState.TASK_FAILED && LIMITS.contains(status.getReason());
    }

    Evidence state(String host) {
        refused.ifPresent(why -> {
            throw new ClusterException("the masters refuse the framework of the neighbours: " + why);
        });
        if (waiting.containsKey(host)) {
            return Evidence.missing("no offer that has room for " + waiting.get(host).needs());
        }
        TaskStatus status = statuses.get(host);
        if (status == null) {
            return Evidence.missing("launched, and not heard of");
        }
        boolean runs = status.getState() == TaskState.TASK_RUNNING;
        String words = runs ? "runs" : status.getState() + ", " + status.getMessage().lines().findFirst().orElse("no message");
        return runs || isLimited(host) ? Evidence.holds(words) : Evidence.missing(words);
    }

    @Override
    public void subscribed(FrameworkID framework, MasterInfo master) {}

    @Override
    public void event(Event event) {
        try {
            if (event.getType() == Event.Type.OFFERS) {
                event.getOffers().getOffersList().forEach(this::answer);
            } else if (event.getType() == Event.Type.UPDATE) {
                TaskStatus status = event.getUpdate().getStatus();
                statuses.put(status.getTaskId().getValue(), status);
                client.acknowledge(status);
            }
        } catch (MesosException e) {
            LOG.warn("{} was not answered: {}", event.getType(), e.getMessage());
        }
    }

    private void answer(Offer offer) {
        Neighbour neighbour = waiting.get(offer.getHostname());
        if (neighbour == null || !neighbour.fits(offer)) {
            client.decline(List.of(offer.getId()), FOR_A_MOMENT);
            return;
        }
        Offer.Operation launch = Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(neighbour.task(offer.getAgentId())))
                .build();
        client.accept(List.of(offer.getId()), List.of(launch), FOR_A_MOMENT);
        waiting.remove(neighbour.host());
    }

    @Override
    public void failed(String message) {
        refused = Optional.of(message);
    }

    @Override
    public void close() {
        client.close();
        http.close();
    }
}
