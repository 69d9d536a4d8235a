package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Claim;
import dev.mesoschaos.testbed.master.allocation.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** What becomes of offers that a scheduler accepts or declines (mesos-facts 2.1, ACCEPT and DECLINE). */
final class Launcher {

    /** Refusals longer than this are cut, as in Mesos. */
    private static final double MAX_REFUSE_SECONDS = Duration.ofDays(365).toSeconds();

    private final Parts parts;
    private final ResourceOperations operations;
    private final OperationFeedback feedback;
    private final TaskLaunches launches;
    private final TaskRefusals refusals;

    Launcher(Parts parts, ResourceOperations operations, OperationFeedback feedback, TaskPermission permission) {
        this.parts = parts;
        this.operations = operations;
        this.feedback = feedback;
        this.refusals = new TaskRefusals(parts);
        this.launches = new TaskLaunches(parts.tasks(), refusals, permission);
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
        Claim claim = offers.getFirst().claim();
        for (Operation operation : accept.getOperationsList()) {
            left = switch (operation.getType()) {
                case LAUNCH -> launches.launch(framework, agent, claim, operation.getLaunch(), left);
                case LAUNCH_GROUP -> launches.launchGroup(framework, agent, claim, operation.getLaunchGroup(), left);
                // Ignored as in Mesos: it may be of a newer scheduler.
                case UNKNOWN -> left;
                default -> operations.accept(framework, agent, offers.getFirst(), operation, left);
            };
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
    static Optional<Duration> refusal(Filters filters) {
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

    private void dropAll(Framework framework, Call.Accept accept, String problem) {
        for (Operation operation : accept.getOperationsList()) {
            if (!operation.hasLaunch() && !operation.hasLaunchGroup()) {
                feedback.refuse(framework, operation, "Operation attempted with invalid offers: " + problem);
            }
            List<TaskInfo> dropped = new ArrayList<>(operation.getLaunch().getTaskInfosList());
            dropped.addAll(operation.getLaunchGroup().getTaskGroup().getTasksList());
            for (TaskInfo task : dropped) {
                refusals.tell(
                        framework,
                        task,
                        Statuses.forAwareness(framework, TaskState.TASK_DROPPED),
                        Reason.REASON_INVALID_OFFERS,
                        "Task launched with invalid offers: " + problem);
            }
        }
    }
}
