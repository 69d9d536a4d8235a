package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.wire.MasterMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns accepted offers into tasks (mesos-facts 2.1, ACCEPT and DECLINE). */
final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    /** Refusals longer than this are cut, as in Mesos. */
    private static final double MAX_REFUSE_SECONDS = Duration.ofDays(365).toSeconds();

    private final Parts parts;
    private final TaskPermission permission;
    private final Statuses statuses;

    Launcher(Parts parts, TaskPermission permission) {
        this.parts = parts;
        this.permission = permission;
        this.statuses = new Statuses(parts.cluster());
    }

    void accept(Framework framework, Call.Accept accept) {
        List<OutstandingOffer> offers = new ArrayList<>();
        Optional<String> problem = collect(framework, accept.getOfferIdsList(), offers);
        offers.forEach(parts.offers()::answered);
        if (problem.isPresent()) {
            offers.forEach(offer -> parts.offers().giveBack(offer, offer.resources(), Optional.empty()));
            dropAll(framework, accept, problem.get());
            return;
        }
        RegisteredAgent agent = parts.cluster().agents().get(offers.getFirst().agentId());
        Resources left = offers.stream().map(OutstandingOffer::resources).reduce(Resources.NONE, Resources::plus);
        for (Operation operation : accept.getOperationsList()) {
            if (operation.getType() == Operation.Type.LAUNCH) {
                for (TaskInfo task : operation.getLaunch().getTaskInfosList()) {
                    left = launch(framework, agent, offers.getFirst().claim(), task, left);
                }
            } else {
                refuse(framework, agent, operation);
            }
        }
        parts.offers().giveBack(offers.getFirst(), left, refusal(accept.getFilters()));
    }

    void decline(Framework framework, Call.Decline decline) {
        for (OfferID id : decline.getOfferIdsList()) {
            parts.offers().find(framework, id).ifPresent(offer -> {
                parts.offers().answered(offer);
                parts.offers().giveBack(offer, offer.resources(), refusal(decline.getFilters()));
            });
        }
    }

    /** The refusal that a filter asks for; an invalid one is the default, 5 s (mesos-facts section 7). */
    private static Optional<Duration> refusal(Filters filters) {
        double seconds = filters.getRefuseSeconds();
        if (Double.isNaN(seconds) || seconds < 0) {
            seconds = Filters.getDefaultInstance().getRefuseSeconds();
        }
        return Optional.of(Duration.ofNanos((long) (Math.min(seconds, MAX_REFUSE_SECONDS) * 1e9)));
    }

    private Optional<String> collect(Framework framework, List<OfferID> ids, List<OutstandingOffer> into) {
        Optional<String> problem = ids.isEmpty() ? Optional.of("No offers specified") : Optional.empty();
        Set<String> seen = new HashSet<>();
        for (OfferID id : ids) {
            Optional<OutstandingOffer> offer = parts.offers().find(framework, id);
            if (!seen.add(id.getValue())) {
                problem = problem.or(() -> Optional.of("Duplicate offer " + id.getValue() + " in offer list"));
            } else if (offer.isEmpty()) {
                problem = problem.or(() -> Optional.of("Offer " + id.getValue() + " is no longer valid"));
            } else {
                into.add(offer.get());
            }
        }
        if (into.stream().map(offer -> offer.agentId() + " " + offer.claim().role()).distinct().count() > 1) {
            problem = problem.or(() -> Optional.of("Aggregated offers must belong to one single agent and role"));
        }
        return problem;
    }

    private Resources launch(
            Framework framework, RegisteredAgent agent, Claim claim, TaskInfo task, Resources available) {
        Optional<String> forbidden = permission.problem(framework, task);
        if (forbidden.isPresent()) {
            tell(framework, task, TaskState.TASK_ERROR, Reason.REASON_TASK_UNAUTHORIZED, forbidden.get());
            return available;
        }
        Optional<String> problem = TaskValidation.problem(framework, agent, task, available);
        if (problem.isPresent()) {
            tell(framework, task, TaskState.TASK_ERROR, Reason.REASON_TASK_INVALID, problem.get());
            return available;
        }
        TrackedTask tracked = TrackedTask.launched(framework, task, claim.role());
        parts.tasks().add(framework, agent, tracked);
        TaskInfo allocated = task.toBuilder().clearResources().addAllResources(roled(task, claim.role())).build();
        agent.send(new MasterMessage.RunTask(framework.info(), allocated));
        return available.minus(tracked.resources());
    }

    private static List<Resource> roled(TaskInfo task, String role) {
        Resource.AllocationInfo allocation = Resource.AllocationInfo.newBuilder().setRole(role).build();
        return task.getResourcesList().stream()
                .map(resource -> resource.toBuilder().setAllocationInfo(allocation).build())
                .toList();
    }

    /** What the testbed does not do fails openly where Mesos has an answer for it. */
    private void refuse(Framework framework, RegisteredAgent agent, Operation operation) {
        LOG.warn("operation {} of framework {} is not supported", operation.getType(), framework.key());
        for (TaskInfo task : operation.getLaunchGroup().getTaskGroup().getTasksList()) {
            tell(
                    framework,
                    task.toBuilder().setAgentId(agent.id()).build(),
                    TaskState.TASK_ERROR,
                    Reason.REASON_TASK_GROUP_INVALID,
                    "The testbed does not run task groups");
        }
    }

    private void dropAll(Framework framework, Call.Accept accept, String problem) {
        for (Operation operation : accept.getOperationsList()) {
            List<TaskInfo> dropped = new ArrayList<>(operation.getLaunch().getTaskInfosList());
            dropped.addAll(operation.getLaunchGroup().getTaskGroup().getTasksList());
            for (TaskInfo task : dropped) {
                tell(
                        framework,
                        task,
                        Statuses.forAwareness(framework, TaskState.TASK_DROPPED),
                        Reason.REASON_INVALID_OFFERS,
                        "Task launched with invalid offers: " + problem);
            }
        }
    }

    private void tell(Framework framework, TaskInfo task, TaskState state, Reason reason, String message) {
        var status = statuses.of(task.getTaskId(), Optional.of(task.getAgentId()), state, reason, message).build();
        parts.cluster().counters().ended(framework, status);
        parts.tasks().tell(framework, status);
    }
}
