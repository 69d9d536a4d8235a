package dev.mesoschaos.mesosclient;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.Request;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Response;

/**
 * The calls of a framework (mesos-facts 2.1), but for those that change its client too. They return once the leading master
 * has queued them; what becomes of them is told by events or not at all. All fail as {@link #call} does.
 */
public interface SchedulerCalls {

    /**
     * Sends any call but SUBSCRIBE; the framework's id is filled in. The answer of Mesos 1.11 is the empty message (202, or
     * 200 for UPDATE_FRAMEWORK); older masters answer RECONCILE_OPERATIONS with the statuses themselves.
     *
     * @throws MesosException.NotSubscribed when there is no live subscription, here or in the master's view
     * @throws MesosException when the master does not take the call
     */
    Response call(Call.Builder call);

    /** ACCEPT: uses offers of one agent; resources that are left over are declined with the same filters. */
    default void accept(Collection<OfferID> offers, List<Offer.Operation> operations, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(Call.Accept.newBuilder()
                .addAllOfferIds(offers).addAllOperations(operations).setFilters(filters)));
    }

    /** DECLINE: gives offers back; their resources stay away for the time in the filters. */
    default void decline(Collection<OfferID> offers, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(Call.Decline.newBuilder()
                .addAllOfferIds(offers).setFilters(filters)));
    }

    /** REVIVE: forgets filters and suppression, of these roles or, with none named, of all. */
    default void revive(String... roles) {
        call(Call.newBuilder().setType(Call.Type.REVIVE).setRevive(Call.Revive.newBuilder()
                .addAllRoles(Arrays.asList(roles))));
    }

    /** SUPPRESS: asks for no more offers, for these roles or, with none named, for all. */
    default void suppress(String... roles) {
        call(Call.newBuilder().setType(Call.Type.SUPPRESS).setSuppress(Call.Suppress.newBuilder()
                .addAllRoles(Arrays.asList(roles))));
    }

    /** ACCEPT_INVERSE_OFFERS: promises to leave agents; advisory, and shown in the maintenance status. */
    default void acceptInverseOffers(Collection<OfferID> inverseOffers, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.ACCEPT_INVERSE_OFFERS).setAcceptInverseOffers(
                Call.AcceptInverseOffers.newBuilder().addAllInverseOfferIds(inverseOffers).setFilters(filters)));
    }

    /** DECLINE_INVERSE_OFFERS: says that agents will not be left; advisory. */
    default void declineInverseOffers(Collection<OfferID> inverseOffers, Filters filters) {
        call(Call.newBuilder().setType(Call.Type.DECLINE_INVERSE_OFFERS).setDeclineInverseOffers(
                Call.DeclineInverseOffers.newBuilder().addAllInverseOfferIds(inverseOffers).setFilters(filters)));
    }

    /** KILL: a task wherever it is. One that is unknown is answered like a reconciliation. */
    default void kill(TaskID task) {
        call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(task)));
    }

    /** KILL: a task on an agent; the master ignores it when the agent is wrong. */
    default void kill(TaskID task, AgentID agent) {
        call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder()
                .setTaskId(task).setAgentId(agent)));
    }

    /** KILL: a task on an agent with a grace period that takes the place of the task's own. */
    default void kill(TaskID task, AgentID agent, Duration grace) {
        call(Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(task).setAgentId(agent)
                .setKillPolicy(KillPolicy.newBuilder().setGracePeriod(Lengths.nanoseconds(grace)))));
    }

    /** SHUTDOWN: ends an executor with all its tasks. */
    default void shutdown(ExecutorID executor, AgentID agent) {
        call(Call.newBuilder().setType(Call.Type.SHUTDOWN).setShutdown(Call.Shutdown.newBuilder()
                .setExecutorId(executor).setAgentId(agent)));
    }

    /** ACKNOWLEDGE: an update. One without uuid, as masters generate them, needs none and is passed over. */
    default void acknowledge(TaskStatus status) {
        if (status.hasUuid()) {
            call(Call.newBuilder().setType(Call.Type.ACKNOWLEDGE).setAcknowledge(Call.Acknowledge.newBuilder()
                    .setAgentId(status.getAgentId()).setTaskId(status.getTaskId()).setUuid(status.getUuid())));
        }
    }

    /**
     * ACKNOWLEDGE_OPERATION_STATUS: an update of an operation that was given an id. One without uuid needs none and is
     * passed over.
     */
    default void acknowledge(OperationStatus status) {
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
    default void reconcile(Collection<Call.Reconcile.Task> tasks) {
        call(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(Call.Reconcile.newBuilder()
                .addAllTasks(tasks)));
    }

    /** RECONCILE_OPERATIONS: asks for updates of these operations; of all known ones when none is named. */
    default void reconcileOperations(Collection<Call.ReconcileOperations.Operation> operations) {
        call(Call.newBuilder().setType(Call.Type.RECONCILE_OPERATIONS).setReconcileOperations(
                Call.ReconcileOperations.newBuilder().addAllOperations(operations)));
    }

    /** MESSAGE: to an executor; may be lost. */
    default void message(AgentID agent, ExecutorID executor, ByteString data) {
        call(Call.newBuilder().setType(Call.Type.MESSAGE).setMessage(Call.Message.newBuilder()
                .setAgentId(agent).setExecutorId(executor).setData(data)));
    }

    /** REQUEST: tells which resources are wanted; Mesos' own allocator takes no notice. */
    default void request(Collection<Request> requests) {
        call(Call.newBuilder().setType(Call.Type.REQUEST).setRequest(Call.Request.newBuilder()
                .addAllRequests(requests)));
    }
}
