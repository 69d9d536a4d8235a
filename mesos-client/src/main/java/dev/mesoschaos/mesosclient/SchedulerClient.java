package dev.mesoschaos.mesosclient;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * One framework: keeps its subscription alive and sends its calls (mesos-facts 2.1).
 *
 * <p>Calls return once the leading master has queued them; what becomes of them is told by events or not at all. While the
 * framework is not subscribed they fail at once with {@link MesosException.NotSubscribed}. Safe for many threads.
 */
public final class SchedulerClient implements AutoCloseable {

    static final String PATH = "/api/v1/scheduler";
    static final String UNKNOWN_FRAMEWORK = "Framework cannot be found";

    private final MesosHttp http;
    private final FrameworkSession session;
    private final SubscriptionLoop<org.apache.mesos.v1.scheduler.Protos.Event> loop;

    /**
     * A client that does nothing until it is started.
     *
     * @param framework as to subscribe; with an id it takes over the framework of that id
     */
    public SchedulerClient(MesosHttp http, LeaderSource leaders, FrameworkInfo framework, SchedulerListener listener) {
        this.http = http;
        this.session = new FrameworkSession(framework, listener);
        this.loop = new SubscriptionLoop<>("mesos-scheduler-" + framework.getName(), http, leaders, PATH, session);
    }

    /** Begins to subscribe, and goes on until closed, torn down or refused for good. To be called once. */
    public void start() {
        loop.start();
    }

    /** The id of the framework, once it is known. */
    public Optional<FrameworkID> frameworkId() {
        return session.frameworkId();
    }

    /** Whether there is a live subscription as far as this side knows. */
    public boolean isSubscribed() {
        return session.current().isPresent();
    }

    /** Uses offers of one agent; resources that are left over are declined with the same filters. */
    public void accept(Collection<OfferID> offers, List<Offer.Operation> operations, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(Call.Accept.newBuilder()
                .addAllOfferIds(offers).addAllOperations(operations).setFilters(filters)));
    }

    /** Gives offers back; their resources stay away for the time in the filters. */
    public void decline(Collection<OfferID> offers, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(Call.Decline.newBuilder()
                .addAllOfferIds(offers).setFilters(filters)));
    }

    /** Forgets filters and suppression, of these roles or, with none named, of all. */
    public void revive(String... roles) {
        call(Call.newBuilder().setType(Call.Type.REVIVE).setRevive(Call.Revive.newBuilder()
                .addAllRoles(Arrays.asList(roles))));
    }

    /** Asks for no more offers, for these roles or, with none named, for all. */
    public void suppress(String... roles) {
        call(Call.newBuilder().setType(Call.Type.SUPPRESS).setSuppress(Call.Suppress.newBuilder()
                .addAllRoles(Arrays.asList(roles))));
    }

    /** Kills a task wherever it is. */
    public void kill(TaskID task) {
        call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(task)));
    }

    /** Kills a task on an agent; the master ignores it when the agent is wrong. */
    public void kill(TaskID task, AgentID agent) {
        call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder()
                .setTaskId(task).setAgentId(agent)));
    }

    /** Acknowledges an update. One without uuid, as masters generate them, needs none and is passed over. */
    public void acknowledge(TaskStatus status) {
        if (status.hasUuid()) {
            call(Call.newBuilder().setType(Call.Type.ACKNOWLEDGE).setAcknowledge(Call.Acknowledge.newBuilder()
                    .setAgentId(status.getAgentId()).setTaskId(status.getTaskId()).setUuid(status.getUuid())));
        }
    }

    /** Asks for the state of these tasks; of all active ones when none is named (mesos-facts 4.6). */
    public void reconcile(Collection<Call.Reconcile.Task> tasks) {
        call(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(Call.Reconcile.newBuilder()
                .addAllTasks(tasks)));
    }

    /** Ends the framework with all its tasks, and this client with it. */
    public void teardown() {
        loop.endWith(() -> call(Call.newBuilder().setType(Call.Type.TEARDOWN)));
        session.end();
    }

    /**
     * Sends any call but SUBSCRIBE; the framework's id is filled in.
     *
     * @throws MesosException.NotSubscribed when there is no live subscription, here or in the master's view
     * @throws MesosException when the master does not take the call
     */
    public void call(Call.Builder call) {
        if (call.getType() == Call.Type.UNKNOWN || call.getType() == Call.Type.SUBSCRIBE) {
            throw new IllegalArgumentException("a call of type " + call.getType() + " must not be sent:"
                    + " UNKNOWN crashes the master (mesos-facts 1.2) and the client subscribes by itself");
        }
        FrameworkSession.Live live = session.current().orElseThrow(() -> new MesosException.NotSubscribed(
                session + " is not subscribed now; try again after it has subscribed", null));
        try {
            http.post(live.stream().master(), PATH, call.setFrameworkId(live.framework()).build(), live.stream().id());
        } catch (MesosException.Refused e) {
            throw session.interpret(live, e);
        }
    }

    /** Ends the client and leaves the framework to its failover timeout. Closing twice does no harm. */
    @Override
    public void close() {
        loop.close();
        session.end();
    }
}
