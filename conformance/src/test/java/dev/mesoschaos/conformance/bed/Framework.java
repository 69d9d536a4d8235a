package dev.mesoschaos.conformance.bed;

import dev.mesoschaos.scenarios.cluster.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A framework with one subscription: knows its outstanding offers, and acknowledges updates unless told not to. */
public final class Framework implements AutoCloseable {

    private final FrameworkInfo info;
    private final UnaryOperator<Ask> always;
    private final Map<OfferID, Offer> offers = new ConcurrentHashMap<>();
    private volatile boolean acknowledging = true;
    private volatile Scheduler scheduler;

    private Framework(FrameworkInfo info, UnaryOperator<Ask> always) {
        this.info = info;
        this.always = always;
    }

    /**
     * Subscribes and waits until it is.
     *
     * @param always changes all requests, such as by adding credentials
     */
    static Framework subscribe(Address master, FrameworkInfo info, boolean acknowledging, UnaryOperator<Ask> always) {
        Framework framework = new Framework(info, always);
        framework.acknowledging = acknowledging;
        framework.scheduler = Scheduler.subscribe(
                master, always.apply(Scheduler.ask(info, List.of())), framework::heard);
        framework.scheduler.id();
        return framework;
    }

    /** As it is known to the master, with its id. */
    public FrameworkInfo info() {
        return info.toBuilder().setId(id()).build();
    }

    public FrameworkID id() {
        return scheduler.id();
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public EventLog<Event> events() {
        return scheduler.events();
    }

    /** The position of the next event. */
    public int mark() {
        return events().mark();
    }

    /** Whether updates are acknowledged from now on. */
    public void acknowledging(boolean value) {
        acknowledging = value;
    }

    /** Sends a call on this stream. */
    public Reply send(Call.Builder call) {
        return send(call, ask -> ask.header("Mesos-Stream-Id", scheduler.streamId().orElseThrow()));
    }

    /** Sends a call with a changed head, such as without the id of a stream. */
    public Reply send(Call.Builder call, UnaryOperator<Ask> change) {
        try {
            return Connection.exchange(
                    scheduler.master(),
                    change.apply(always.apply(Scheduler.ask(call.setFrameworkId(id()).build()))));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer of " + scheduler.master() + " to " + call.getType(), e);
        }
    }

    /** An outstanding offer of an agent; waits for it, and leaves it outstanding. */
    public Offer offer(String hostname) {
        return offer(hostname, Bed.SOON);
    }

    /** As {@link #offer(String)}. */
    public Offer offer(String hostname, Duration limit) {
        int mark = mark();
        return offers.values().stream()
                .filter(offer -> offer.getHostname().equals(hostname))
                .findFirst()
                .orElseGet(() -> awaitOffer(mark, hostname, limit).event());
    }

    /** All outstanding offers. */
    public List<Offer> outstanding() {
        return List.copyOf(offers.values());
    }

    /** The first offer of an agent from a position on. */
    public Heard<Offer> awaitOffer(int mark, String hostname, Duration limit) {
        Heard<Event> heard = events().await(mark, limit, "offer of " + hostname, event -> offers(event, hostname));
        return new Heard<>(heard.at(), offerOf(heard.event(), hostname));
    }

    /** Whether an event has an offer of an agent. */
    public static boolean offers(Event event, String hostname) {
        return event.getOffers().getOffersList().stream().anyMatch(offer -> offer.getHostname().equals(hostname));
    }

    /** Launches; what is left of the offer stays away for {@code refuseSeconds}. */
    public Reply launch(Offer offer, double refuseSeconds, TaskInfo... tasks) {
        return accept(List.of(offer.getId()), Filters.newBuilder().setRefuseSeconds(refuseSeconds).build(), tasks);
    }

    /** Launches on these offers, whatever became of them. */
    public Reply accept(List<OfferID> ids, Filters filters, TaskInfo... tasks) {
        ids.forEach(offers::remove);
        return send(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(Call.Accept.newBuilder()
                .addAllOfferIds(ids)
                .setFilters(filters)
                .addOperations(Offer.Operation.newBuilder()
                        .setType(Offer.Operation.Type.LAUNCH)
                        .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(Arrays.asList(tasks))))));
    }

    /** Declines offers for a time. */
    public Reply decline(double refuseSeconds, OfferID... ids) {
        return decline(Filters.newBuilder().setRefuseSeconds(refuseSeconds).build(), ids);
    }

    /** Declines offers. */
    public Reply decline(Filters filters, OfferID... ids) {
        Arrays.asList(ids).forEach(offers::remove);
        return send(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(Call.Decline.newBuilder()
                .addAllOfferIds(Arrays.asList(ids)).setFilters(filters)));
    }

    /** Wants no more offers and gives back what it has, so that others get all of it at the next batch. */
    public void quiet() {
        send(Call.newBuilder().setType(Call.Type.SUPPRESS).setSuppress(Call.Suppress.newBuilder()));
        declineAll(0);
    }

    /** Declines all outstanding offers for a time. */
    public void declineAll(double refuseSeconds) {
        OfferID[] ids = offers.keySet().toArray(OfferID[]::new);
        if (ids.length > 0) {
            decline(refuseSeconds, ids);
        }
    }

    /** Wants all offers again. */
    public void revive() {
        send(Call.newBuilder().setType(Call.Type.REVIVE).setRevive(Call.Revive.newBuilder()));
    }

    /** Runs a task for long on an agent, waits until it runs, and wants no more offers after that. */
    public TaskStatus run(String task, String hostname) {
        return run(task, hostname, Tasks.SLEEP);
    }

    /**
     * Runs a command as {@link #run(String, String)} does. A launch that is dropped, because its offer had just gone or
     * its agent had just forgotten its master, is made again, as frameworks do.
     */
    public TaskStatus run(String task, String hostname, String command) {
        TaskStatus status;
        do {
            Offer offer = offer(hostname);
            int mark = mark();
            launch(offer, 0, Tasks.shell(task, offer, command));
            status = events().await(mark, Bed.SOON, task + " TASK_RUNNING", event -> updates(event, task)
                            && (isRunning(event) || isDropped(event)))
                    .event().getUpdate().getStatus();
        } while (status.getState() != TaskState.TASK_RUNNING);
        quiet();
        return status;
    }

    private static boolean isRunning(Event event) {
        return event.getUpdate().getStatus().getState() == TaskState.TASK_RUNNING;
    }

    private static boolean isDropped(Event event) {
        TaskStatus status = event.getUpdate().getStatus();
        return switch (status.getReason()) {
            case REASON_INVALID_OFFERS, REASON_AGENT_DISCONNECTED, REASON_RECONCILIATION ->
                status.getState() == TaskState.TASK_DROPPED || status.getState() == TaskState.TASK_LOST;
            default -> false;
        };
    }

    /** The first update of a task to a state, from a position on. */
    public Heard<TaskStatus> status(int mark, String task, TaskState state) {
        return status(mark, task, state, Bed.SOON);
    }

    /** The first update of a task to a state, from a position on. */
    public Heard<TaskStatus> status(int mark, String task, TaskState state, Duration limit) {
        Heard<Event> heard = events().await(mark, limit, task + " " + state, event -> updates(event, task)
                && event.getUpdate().getStatus().getState() == state);
        return new Heard<>(heard.at(), heard.event().getUpdate().getStatus());
    }

    /** Whether an event is an update of a task. */
    public static boolean updates(Event event, String task) {
        return event.getUpdate().getStatus().getTaskId().getValue().equals(task);
    }

    /** All updates of a task from a position on. */
    public List<Heard<TaskStatus>> statuses(int mark, String task) {
        return events().since(mark, event -> updates(event, task)).stream()
                .map(heard -> new Heard<>(heard.at(), heard.event().getUpdate().getStatus()))
                .toList();
    }

    /** Asks for the state of one task. */
    public void reconcile(String task, AgentID... agent) {
        Call.Reconcile.Task.Builder asked = Call.Reconcile.Task.newBuilder().setTaskId(Tasks.id(task));
        Arrays.stream(agent).forEach(asked::setAgentId);
        send(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(Call.Reconcile.newBuilder().addTasks(asked)));
    }

    /** Acknowledges an update. */
    public Reply acknowledge(TaskStatus status) {
        return send(Call.newBuilder().setType(Call.Type.ACKNOWLEDGE).setAcknowledge(Call.Acknowledge.newBuilder()
                .setAgentId(status.getAgentId()).setTaskId(status.getTaskId()).setUuid(status.getUuid())));
    }

    /** Kills a task. */
    public Reply kill(String task, AgentID... agent) {
        Call.Kill.Builder kill = Call.Kill.newBuilder().setTaskId(Tasks.id(task));
        Arrays.stream(agent).forEach(kill::setAgentId);
        return send(Call.newBuilder().setType(Call.Type.KILL).setKill(kill));
    }

    /** Ends the framework with all its tasks. */
    public Reply teardown() {
        return send(Call.newBuilder().setType(Call.Type.TEARDOWN));
    }

    /** Hangs up. */
    @Override
    public void close() {
        scheduler.close();
    }

    private static Offer offerOf(Event event, String hostname) {
        return event.getOffers().getOffersList().stream()
                .filter(offer -> offer.getHostname().equals(hostname))
                .findFirst()
                .orElseThrow();
    }

    private void heard(Event event) {
        event.getOffers().getOffersList().forEach(offer -> offers.put(offer.getId(), offer));
        if (event.getType() == Event.Type.RESCIND) {
            offers.remove(event.getRescind().getOfferId());
        }
        TaskStatus status = event.getUpdate().getStatus();
        if (acknowledging && status.hasUuid()) {
            Thread.ofVirtual().start(() -> acknowledgeIfPossible(status));
        }
    }

    private void acknowledgeIfPossible(TaskStatus status) {
        try {
            acknowledge(status);
        } catch (UncheckedIOException e) {
            // The master has gone meanwhile; the agent sends the update again.
        }
    }
}
