package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.mesosclient.SchedulerClient;
import dev.mesoschaos.mesosclient.SchedulerListener;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
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
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks.Framework;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A framework with one task on each of some hosts. It has no failover timeout: masters end it with its tasks once its
 * connection breaks.
 */
public final class Neighbours implements SchedulerListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);
    private static final Filters FOR_A_MOMENT = Filters.newBuilder().setRefuseSeconds(1).build();
    private static final TaskStatus STAGING = TaskStatus.newBuilder()
            .setTaskId(TaskID.newBuilder().setValue(""))
            .setState(TaskState.TASK_STAGING)
            .build();
    private static final Set<TaskStatus.Reason> LIMITS = Set.of(
            TaskStatus.Reason.REASON_CONTAINER_LIMITATION,
            TaskStatus.Reason.REASON_CONTAINER_LIMITATION_MEMORY,
            TaskStatus.Reason.REASON_CONTAINER_LIMITATION_DISK);

    private final Map<String, Neighbour> waiting = new ConcurrentHashMap<>();
    private final Map<String, TaskStatus> statuses = new ConcurrentHashMap<>();
    private final MesosHttp http;
    private final SchedulerClient client;
    private volatile Optional<String> refused = Optional.empty();

    private Neighbours(Cluster cluster, String name, List<Neighbour> neighbours) {
        neighbours.forEach(neighbour -> waiting.put(neighbour.host(), neighbour));
        http = Operator.http(cluster);
        client = new SchedulerClient(
                http,
                Operator.leaders(cluster),
                FrameworkInfo.newBuilder()
                        .setName(name)
                        .setUser(System.getProperty("user.name"))
                        .setFailoverTimeout(0)
                        .build(),
                this);
    }

    /**
     * Begins to launch, and keeps what does it in the context until {@link #end}.
     *
     * @param name of the framework, by which any process finds it again
     */
    public static void start(FaultContext context, String name, List<Neighbour> neighbours) {
        Neighbours framework = new Neighbours(context.cluster(), name, neighbours);
        context.keep(framework);
        framework.client.start();
    }

    /** Ends the framework of that name with its tasks, if there is one. */
    public static void end(FaultContext context, String name) {
        context.take().map(Neighbours.class::cast).ifPresent(Neighbours::close);
        Operator.insist(context, "ending " + name, masters ->
                called(masters, name).forEach(framework -> masters.teardown(framework.getFrameworkInfo().getId())));
    }

    /** Whether the masters have no framework of that name any more. */
    public static Evidence gone(FaultContext context, String name) {
        return Operator.look(context, "looking at the frameworks", masters ->
                called(masters, name).isEmpty()
                        ? Evidence.holds("no framework is called " + name)
                        : Evidence.missing(name + " is still there"));
    }

    private static List<Framework> called(OperatorClient masters, String name) {
        return masters.frameworks().getFrameworksList().stream()
                .filter(framework -> framework.getFrameworkInfo().getName().equals(name))
                .toList();
    }

    /**
     * How the task of a host is; holds when it runs, or was ended because it wanted more than it may have.
     *
     * @throws ClusterException when there never will be one
     */
    public static Evidence on(FaultContext context, String host) {
        return context.kept()
                .map(Neighbours.class::cast)
                .map(neighbours -> neighbours.state(host))
                .orElseGet(() -> Evidence.missing("no framework of this process has a task there"));
    }

    /** Whether the task of a host was ended because it wanted more than it may have. */
    public static boolean limited(FaultContext context, String host) {
        return context.kept().map(Neighbours.class::cast).filter(neighbours -> neighbours.isLimited(host)).isPresent();
    }

    private boolean isLimited(String host) {
        TaskStatus status = statuses.getOrDefault(host, STAGING);
        return status.getState() == TaskState.TASK_FAILED && LIMITS.contains(status.getReason());
    }

    private Evidence state(String host) {
        refused.ifPresent(why -> {
            throw new ClusterException("the masters refuse the framework of the neighbours: " + why);
        });
        if (waiting.containsKey(host)) {
            return Evidence.missing("no offer that has room for " + waiting.get(host).needs());
        }
        TaskStatus status = statuses.getOrDefault(host, STAGING);
        String words = status.getState() == TaskState.TASK_RUNNING || !status.hasMessage()
                ? status.getState().toString()
                : status.getState() + ", " + status.getMessage().lines().findFirst().orElse("");
        boolean there = status.getState() == TaskState.TASK_RUNNING || isLimited(host);
        return there ? Evidence.holds(words) : Evidence.missing(words);
    }

    @Override
    public void subscribed(FrameworkID framework, MasterInfo master) {}

    @Override
    public void event(Event event) {
        try {
            switch (event.getType()) {
                case OFFERS -> event.getOffers().getOffersList().forEach(this::answer);
                case UPDATE -> {
                    TaskStatus status = event.getUpdate().getStatus();
                    statuses.put(status.getTaskId().getValue(), status);
                    client.acknowledge(status);
                }
                default -> { }
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
