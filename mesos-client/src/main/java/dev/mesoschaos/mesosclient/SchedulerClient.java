package dev.mesoschaos.mesosclient;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Request;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.apache.mesos.v1.scheduler.Protos.Response;

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
    private final SubscriptionLoop<Event> loop;

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

    /** ACCEPT: uses offers of one agent; resources that are left over are declined with the same filters. */
    public void accept(Collection<OfferID> offers, List<Offer.Operation> operations, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(Call.Accept.newBuilder()
                .addAllOfferIds(offers).addAllOperations(operations).setFilters(filters)));
    }

    /** DECLINE: gives offers back; their resources stay away for the time in the filters. */
    public void decline(Collection<OfferID> offers, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(Call.Decline.newBuilder()
                .addAllOfferIds(offers).setFilters(filters)));
    }

    /** REVIVE: forgets filters and suppression, of these roles or, with none named, of all. */
    public void revive(String... roles) {
        call(Call.newBuilder().setType(Call.Type.REVIVE).setRevive(Call.Revive.newBuilder()
                .addAllRoles(Arrays.asList(roles))));
    }

    /** SUPPRESS: asks for no more offers, for these roles or, with none named, for all. */
    public void suppress(String... roles) {
        call(Call.newBuilder().setType(Call.Type.SUPPRESS).setSuppress(Call.Suppress.newBuilder()
                .addAllRoles(Arrays.asList(roles))));
    }

    /** ACCEPT_INVERSE_OFFERS: promises to leave agents; advisory, and shown in the maintenance status. */
    public void acceptInverseOffers(Collection<OfferID> inverseOffers, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.ACCEPT_INVERSE_OFFERS).setAcceptInverseOffers(
                Call.AcceptInverseOffers.newBuilder().addAllInverseOfferIds(inverseOffers).setFilters(filters)));
    }

    /** DECLINE_INVERSE_OFFERS: says that agents will not be left; advisory. */
    public void declineInverseOffers(Collection<OfferID> inverseOffers, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.DECLINE_INVERSE_OFFERS).setDeclineInverseOffers(
                Call.DeclineInverseOffers.newBuilder().addAllInverseOfferIds(inverseOffers).setFilters(filters)));
    }

    /** KILL: a task wherever it is. One that is unknown is answered like a reconciliation. */
    public void kill(TaskID task) {
        call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(task)));
    }

    /** KILL: a task on an agent; the master ignores it when the agent is wrong. */
    public void kill(TaskID task, AgentID agent) {
        call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder()
                .setTaskId(task).setAgentId(agent)));
    }

    /** KILL: a task on an agent with a grace period that takes the place of the task's own. */
    public void kill(TaskID task, AgentID agent, Duration grace) {
        call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(task).setAgentId(agent)
                .setKillPolicy(KillPolicy.newBuilder().setGracePeriod(Lengths.nanoseconds(grace)))));
    }

    /** SHUTDOWN: ends an executor with all its tasks. */
    public void shutdown(ExecutorID executor, AgentID agent) {
        call(Call.newBuilder().setType(Call.Type.SHUTDOWN).setShutdown(Call.Shutdown.newBuilder()
                .setExecutorId(executor).setAgentId(agent)));
    }

    /** ACKNOWLEDGE: an update. One without uuid, as masters generate them, needs none and is passed over. */
    public void acknowledge(TaskStatus status) {
        if (status.hasUuid()) {
            call(Call.newBuilder().setType(Call.Type.ACKNOWLEDGE).setAcknowledge(Call.Acknowledge.newBuilder()
                    .setAgentId(status.getAgentId()).setTaskId(status.getTaskId()).setUuid(status.getUuid())));
        }
    }

    /**
     * ACKNOWLEDGE_OPERATION_STATUS: an update of an operation that was given an id. One without uuid needs none and is
     * passed over.
     */
    public void acknowledge(OperationStatus status) {
        if (!status.hasUuid()) {
            return;
        }
        Call.AcknowledgeOperationStatus.Builder acknowledge = Call.AcknowledgeOperationStatus.newBuilder()
                .setAgentId(status.getAgentId()).setUuid(status.getUuid().getValue())
                .setOperationId(status.getOperationId());
        if (status.hasResourceProviderId()) {
            acknowledge.setResourceProviderId(status.getResourceProviderId());
        }
        call(Call.newBuilder().setType(Call.Type.ACKNOWLEDGE_OPERATION_STATUS)
                .setAcknowledgeOperationStatus(acknowledge));
    }

    /** RECONCILE: asks for the state of these tasks; of all active ones when none is named (mesos-facts 4.6). */
    public void reconcile(Collection<Call.Reconcile.Task> tasks) {
        call(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(Call.Reconcile.newBuilder()
                .addAllTasks(tasks)));
    }

    /** RECONCILE_OPERATIONS: asks for updates of these operations; of all known ones when none is named. */
    public void reconcileOperations(Collection<Call.ReconcileOperations.Operation> operations) {
        call(Call.newBuilder().setType(Call.Type.RECONCILE_OPERATIONS).setReconcileOperations(
                Call.ReconcileOperations.newBuilder().addAllOperations(operations)));
    }

    /** MESSAGE: to an executor; may be lost. */
    public void message(AgentID agent, ExecutorID executor, ByteString data) {
        call(Call.newBuilder().setType(Call.Type.MESSAGE).setMessage(Call.Message.newBuilder()
                .setAgentId(agent).setExecutorId(executor).setData(data)));
    }

    /** REQUEST: tells which resources are wanted; Mesos' own allocator takes no notice. */
    public void request(Collection<Request> requests) {
        call(Call.newBuilder().setType(Call.Type.REQUEST).setRequest(Call.Request.newBuilder()
                .addAllRequests(requests)));
    }

    /**
     * UPDATE_FRAMEWORK: changes what the framework is, and its offer constraints and suppressed roles, and has taken effect
     * on return. Later subscriptions carry the same.
     *
     * @param framework without id or with this framework's; user, principal and checkpoint cannot change
     * @param suppressedRoles all that are to be suppressed from now on
     * @throws MesosException.Refused 400 when the master finds it invalid, 403 when it is not authorized
     */
    public void update(FrameworkInfo framework, Collection<String> suppressedRoles, OfferConstraints constraints) {
        FrameworkID id = frameworkId().orElseThrow(() -> new MesosException.NotSubscribed(
                session + " was never subscribed; change what it is before it starts, or wait", null));
        FrameworkInfo named = framework.toBuilder().setId(id).build();
        call(Call.newBuilder().setType(Call.Type.UPDATE_FRAMEWORK).setUpdateFramework(Call.UpdateFramework.newBuilder()
                .setFrameworkInfo(named).addAllSuppressedRoles(suppressedRoles).setOfferConstraints(constraints)));
        session.became(named, suppressedRoles, constraints);
    }

    /** TEARDOWN: ends the framework with all its tasks, and this client with it. */
    public void teardown() {
        loop.endWith(() -> call(Call.newBuilder().setType(Call.Type.TEARDOWN)));
        session.end();
    }

    /**
     * Sends any call but SUBSCRIBE; the framework's id is filled in. The answer of Mesos 1.11 is the empty message (202, or
     * 200 for UPDATE_FRAMEWORK); older masters answer RECONCILE_OPERATIONS with the statuses themselves.
     *
     * @throws MesosException.NotSubscribed when there is no live subscription, here or in the master's view
     * @throws MesosException when the master does not take the call
     */
    public Response call(Call.Builder call) {
        if (call.getType() == Call.Type.UNKNOWN || call.getType() == Call.Type.SUBSCRIBE) {
            throw new IllegalArgumentException("a call of type " + call.getType() + " must not be sent:"
                    + " UNKNOWN crashes the master (mesos-facts 1.2) and the client subscribes by itself");
        }
        FrameworkSession.Live live = session.current().orElseThrow(() -> new MesosException.NotSubscribed(
                session + " is not subscribed now; try again after it has subscribed", null));
        try {
            Call complete = call.setFrameworkId(live.framework()).build();
            return http.post(live.stream().master(), PATH, complete, live.stream().id(), Response.getDefaultInstance())
                    .content();
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
