package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.master.allocation.Allocator;
import dev.mesoschaos.testbed.master.allocation.FrameworkProfile;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Frameworks come, fail over, go away and are removed (mesos-facts 2.1). */
final class Frameworks {

    private static final Event HEARTBEAT =
            Event.newBuilder().setType(Event.Type.HEARTBEAT).build();

    private final Cluster cluster;
    private final Allocator allocator;
    private final Tasks tasks;
    private final Offers offers;
    private final InverseOffers inverseOffers;
    private final OperatorEvents observers;
    private final ScheduledExecutorService actor;
    private int made;

    Frameworks(Parts parts) {
        this.cluster = parts.cluster();
        this.allocator = parts.allocator();
        this.tasks = parts.tasks();
        this.offers = parts.offers();
        this.inverseOffers = parts.inverseOffers();
        this.observers = parts.observers();
        this.actor = parts.actor();
    }

    /** A scheduler that may do so subscribed: new, back, in place of another one, or the first one after a change of leader. */
    void subscribe(Call.Subscribe call, EventStream stream) {
        FrameworkInfo info = call.getFrameworkInfo();
        Optional<Framework> known = cluster.framework(info.getId().getValue());
        boolean replacesLive = known.filter(Framework::isConnected).isPresent();
        // A framework of an earlier leader is shown as recovered before it is shown as subscribed (mesos-facts 2.2).
        boolean returns = known.isPresent() || !info.getId().getValue().isEmpty();
        Framework framework = known.orElseGet(() -> create(info));
        if (known.isEmpty() && returns) {
            observers.frameworkAdded(framework);
        }
        if (replacesLive) {
            EventStream old = framework.stream().orElseThrow();
            framework.unsubscribed();
            fail(old, "Framework failed over");
            withdraw(framework);
        }
        welcome(framework, info, stream);
        framework.constraints(call.getOfferConstraints());
        tellAllocator(framework, call.getSuppressedRolesList());
        allocator.activateFramework(framework.key(), true);
        if (returns) {
            observers.frameworkUpdated(framework);
            tellAgents(framework);
        } else {
            observers.frameworkAdded(framework);
        }
        if (!replacesLive) {
            actor.execute(offers::allocate);
        }
    }

    private void tellAllocator(Framework framework, List<String> suppressedRoles) {
        allocator.addFramework(
                framework.key(),
                framework.roles(),
                suppressedRoles,
                FrameworkProfile.of(framework.info(), framework.constraints()));
    }

    /** What the scheduler has not acknowledged, it hears again then (mesos-facts 4.5). */
    private void tellAgents(Framework framework) {
        cluster.agents().values().forEach(agent -> agent.send(new MasterMessage.UpdateFramework(framework.info())));
    }

    /**
     * Changes a framework while its scheduler stays subscribed (call UPDATE_FRAMEWORK).
     *
     * @throws Refusal when the change is not valid
     */
    void update(Framework framework, Call.UpdateFramework call) {
        FrameworkInfo next = call.getFrameworkInfo();
        FrameworkValidation.problem(next, call.getSuppressedRolesList(), cluster)
                .filter(problem -> next.getPrincipal().equals(framework.info().getPrincipal()))
                .ifPresent(problem -> refuse("Supplied FrameworkInfo is not valid: " + problem));
        unchangeable(framework.info(), next)
                .ifPresent(problem -> refuse("FrameworkInfo update is not valid: " + problem));
        FrameworkProfile.problem(call.getOfferConstraints())
                .ifPresent(problem -> refuse("'UpdateFramework.offer_constraints' are not valid: " + problem));
        boolean changes = !framework.info().equals(next) || !framework.constraints().equals(call.getOfferConstraints());
        framework.updated(next);
        framework.constraints(call.getOfferConstraints());
        tellAllocator(framework, call.getSuppressedRolesList());
        allocator.activateFramework(framework.key(), true);
        rescindOfLostRoles(framework);
        if (changes) {
            observers.frameworkUpdated(framework);
            tellAgents(framework);
        }
    }

    private static Optional<String> unchangeable(FrameworkInfo before, FrameworkInfo next) {
        if (!before.getPrincipal().equals(next.getPrincipal())) {
            return Optional.of("Changing framework's principal is not allowed.");
        }
        if (!before.getUser().equals(next.getUser())) {
            return Optional.of("Updating 'FrameworkInfo.user' is unsupported");
        }
        return before.getCheckpoint() == next.getCheckpoint()
                ? Optional.empty()
                : Optional.of("Updating 'FrameworkInfo.checkpoint' is unsupported");
    }

    private void rescindOfLostRoles(Framework framework) {
        for (OutstandingOffer offer : List.copyOf(cluster.offers().values())) {
            if (offer.claim().frameworkId().equals(framework.key())
                    && !framework.roles().contains(offer.claim().role())) {
                offers.rescind(offer);
            }
        }
    }

    private static void refuse(String problem) {
        throw new Refusal(400, problem);
    }

    private void withdraw(Framework framework) {
        offers.withdrawOf(framework);
        inverseOffers.withdrawOf(framework);
    }

    private Framework create(FrameworkInfo info) {
        boolean returns = !info.getId().getValue().isEmpty();
        FrameworkInfo named = returns
                ? info
                : info.toBuilder()
                        .setId(FrameworkID.newBuilder()
                                .setValue(String.format("%s-%04d", cluster.self().getId(), made++)))
                        .build();
        Framework framework = new Framework(named, returns, cluster.nowNanos());
        cluster.frameworks().put(framework.key(), framework);
        return framework;
    }

    private void welcome(Framework framework, FrameworkInfo info, EventStream stream) {
        stream.send(Event.newBuilder()
                .setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder()
                        .setFrameworkId(framework.id())
                        .setHeartbeatIntervalSeconds(OperatorEvents.HEARTBEAT.toMillis() / 1000.0)
                        .setMasterInfo(cluster.self()))
                .build());
        stream.send(HEARTBEAT);
        long nanos = OperatorEvents.HEARTBEAT.toNanos();
        Future<?> beats =
                actor.scheduleWithFixedDelay(() -> stream.send(HEARTBEAT), nanos, nanos, TimeUnit.NANOSECONDS);
        framework.subscribed(info, stream, beats, cluster.nowNanos());
    }

    private static void fail(EventStream stream, String message) {
        stream.send(Event.newBuilder()
                .setType(Event.Type.ERROR)
                .setError(Event.Error.newBuilder().setMessage(message))
                .build());
        stream.end();
    }

    /** A framework that is only known because an agent brought its tasks to a new leader. */
    Framework recover(FrameworkInfo info) {
        Framework framework = new Framework(info, true, cluster.nowNanos());
        cluster.frameworks().put(framework.key(), framework);
        tellAllocator(framework, List.of());
        observers.frameworkAdded(framework);
        return framework;
    }

    /** The stream of a scheduler is closed. */
    void streamClosed(String streamId) {
        cluster.frameworks().values().stream()
                .filter(framework -> framework.stream().filter(open -> open.id().equals(streamId)).isPresent())
                .findFirst()
                .ifPresent(this::disconnected);
    }

    private void disconnected(Framework framework) {
        framework.unsubscribed();
        allocator.activateFramework(framework.key(), false);
        withdraw(framework);
        long millis = (long) (Math.max(0, framework.info().getFailoverTimeout()) * 1000);
        framework.removeAfter(actor.schedule(() -> remove(framework), millis, TimeUnit.MILLISECONDS));
    }

    /** Ends a framework and all its tasks; its scheduler hears only that the stream ends (mesos-facts 2.1). */
    void remove(Framework framework) {
        if (cluster.framework(framework.key()).isEmpty()) {
            return;
        }
        Optional<EventStream> stream = framework.stream();
        framework.unsubscribed();
        framework.ended(cluster.nowNanos());
        withdraw(framework);
        for (RegisteredAgent agent : cluster.agents().values()) {
            agent.send(new MasterMessage.ShutdownFramework(framework.id()));
            agent.executors().keySet().removeIf(executor -> executor.frameworkId().equals(framework.id()));
        }
        for (TrackedTask task : List.copyOf(framework.tasks().values())) {
            if (!TaskStates.isTerminal(task.task().getState())) {
                TaskStatus killed = new Statuses(cluster)
                        .of(
                                task,
                                TaskState.TASK_KILLED,
                                TaskStatus.Reason.REASON_FRAMEWORK_REMOVED,
                                "Framework " + framework.key() + " removed")
                        .build();
                tasks.record(framework, task, killed, TaskState.TASK_KILLED);
            }
            tasks.complete(framework, task);
        }
        allocator.removeFramework(framework.key());
        cluster.complete(framework);
        stream.ifPresent(EventStream::end);
        observers.frameworkRemoved(framework);
    }
}
