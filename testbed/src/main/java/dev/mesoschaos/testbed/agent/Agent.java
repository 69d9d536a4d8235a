package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.executor.Protos.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent itself. Every event, whatever thread it comes from, is handled by one thread, which alone touches the state
 * and which also looks after deadlines and processes twenty times a second.
 */
final class Agent {

    /** The version that the testbed speaks. */
    static final String VERSION = "1.11.0";

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int FAILED = 1;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("agent").daemon(false).factory());
    private final LongSupplier nanos;
    private final MasterChannel.Dialler dialler;
    private final Registration registration;
    private final AgentCheckpoint checkpoint;
    private final InstantSource clock;
    private final StatusUpdates updates = new StatusUpdates(this::send);
    private final Tasks tasks;
    private final AgentResources resources;
    private final Draining draining;
    private final IntConsumer exit;

    private AgentInfo info;
    private Optional<String> leader = Optional.empty();
    private Optional<MasterChannel> channel = Optional.empty();
    private int call;
    private long recoveredAtNanos;
    private boolean recovered;
    private boolean leaving;
    private ScheduledFuture<?> ticks;

    Agent(AgentParts parts, AgentInfo info) {
        this.nanos = parts.nanos();
        this.dialler = parts.dialler();
        this.registration = new Registration(parts.backoff());
        this.checkpoint = new AgentCheckpoint(parts.workDir());
        this.clock = parts.clock();
        this.tasks = new Tasks(new TaskParts(
                new TaskBook(), parts.host(), parts.statuses(), updates, this::send, this::run, parts.nanos()));
        this.resources = new AgentResources(parts.workDir(), this::send);
        this.draining = new Draining(parts.workDir(), clock.instant());
        this.exit = parts.exit();
        this.info = info;
    }

    /**
     * Goes on with the tasks of an earlier process and then looks for the leader; with any task to go on with, not
     * before {@code wait} has passed, as real agents wait for their executors (mesos-facts 4.4-1).
     */
    void start(List<ExecutorCheckpoint.Recovered> found, Duration wait) {
        run(() -> {
            long now = nanos.getAsLong();
            tasks.recover(found, info.getId(), now);
            recoveredAtNanos = now + (found.isEmpty() ? 0 : wait.toNanos());
            ticks = thread.scheduleAtFixedRate(
                    () -> guard(this::tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** The leading master is at {@code ip:port}; empty when none is known, also because ZooKeeper is out of reach. */
    void leader(Optional<String> address) {
        run(() -> {
            LOG.info("Leading master: {}", address.orElse("none"));
            leader = address;
            if (recovered) {
                updates.pause();
                registration.leader(leader, nanos.getAsLong());
                proceed();
            }
        });
    }

    /** Leaves the cluster for good: tells the master, ends all tasks, exits (SIGUSR1, mesos-facts 4.2). */
    void unregister() {
        run(() -> {
            send(new AgentMessage.Unregister(info.getId()));
            leave("told to unregister");
        });
    }

    /** Kills every process of every task at once; nobody is left who wants them. */
    CompletableFuture<Void> killTasks() {
        return CompletableFuture.runAsync(tasks::killNow, thread);
    }

    /** What the agent is at this moment. */
    CompletableFuture<AgentSnapshot> snapshot() {
        return CompletableFuture.supplyAsync(
                () -> new AgentSnapshot(
                        info,
                        recovered,
                        registration.isRegistered(),
                        leader,
                        tasks.book().frameworks(),
                        tasks.snapshot(),
                        tasks.book().completed().last(),
                        tasks.book().completed().counts(),
                        tasks.book().executors().stream().map(ExecutorSnapshot::of).toList(),
                        tasks.book().completedExecutors().last(),
                        tasks.book().completedExecutors().count(),
                        draining.config().map(config -> new AgentSnapshot.Drain(config, draining.begun()))),
                thread);
    }

    /** Handles a call of an executor; the answer is given on the agent's own thread. */
    void executorCall(Call call, ExecutorAnswer answer) {
        run(() -> new ExecutorCalls(tasks, info, this::run).handle(call, answer, recovered, nanos.getAsLong()));
    }

    private void tick() {
        long now = nanos.getAsLong();
        if (!recovered && now - recoveredAtNanos >= 0) {
            recovered = true;
            registration.leader(leader, now);
        }
        tasks.tick(info.getId(), now);
        updates.forward(now);
        resources.tick(now);
        if (draining.config().isPresent() && registration.isRegistered() && tasks.isDrained()) {
            LOG.info("Nothing is left to drain");
            draining.end();
        }
        proceed();
        if (leaving && tasks.isIdle()) {
            ticks.cancel(false);
            exit.accept(0);
        }
    }

    private void proceed() {
        if (leaving) {
            return;
        }
        Registration.Action action;
        do {
            action = registration.next(nanos.getAsLong());
            switch (action) {
                case DIAL -> dial(registration.dialled().orElseThrow());
                case ANNOUNCE -> announce();
                case HANG_UP -> hangUp();
                case NONE -> {}
            }
        } while (action != Registration.Action.NONE);
    }

    private void dial(String address) {
        int thisCall = ++call;
        channel = Optional.of(dialler.dial(address, new MasterChannel.Listener() {
            @Override
            public void opened() {
                onCall(() -> registration.opened(nanos.getAsLong()));
            }

            @Override
            public void received(MasterMessage message) {
                onCall(() -> receive(message));
            }

            @Override
            public void closed() {
                onCall(() -> {
                    channel = Optional.empty();
                    updates.pause();
                    registration.closed(nanos.getAsLong());
                });
            }

            private void onCall(Runnable event) {
                run(() -> {
                    if (call == thisCall) {
                        event.run();
                        proceed();
                    }
                });
            }
        }));
    }

    private void announce() {
        updates.pause();
        LOG.info("Registering{} with {}", info.hasId() ? " again" : "", registration.dialled().orElseThrow());
        send(
                info.hasId()
                        ? new AgentMessage.Reregister(
                                info,
                                VERSION,
                                tasks.messages(),
                                tasks.book().frameworks(),
                                resources.checkpointed(),
                                tasks.executors())
                        : new AgentMessage.Register(info, VERSION));
    }

    private void hangUp() {
        LOG.info("Hanging up on the master");
        updates.pause();
        call++;
        channel.ifPresent(MasterChannel::close);
        channel = Optional.empty();
    }

    private void receive(MasterMessage message) {
        long now = nanos.getAsLong();
        switch (message) {
            case MasterMessage.Ping ping -> {
                send(new AgentMessage.Pong());
                registration.pinged(ping.connected(), now);
                if (!registration.isRegistered()) {
                    updates.pause();
                }
            }
            case MasterMessage.Registered registered -> registered(registered, now);
            // Also the answer to an agent that may not register again.
            case MasterMessage.Shutdown shutdown -> leave(shutdown.reason());
            case MasterMessage order when !registration.hearsLeader() ->
                LOG.warn("Ignoring {}: it is not from the leading master as far as this agent knows", order);
            case MasterMessage order -> obey(order, now);
        }
    }

    private void obey(MasterMessage order, long now) {
        AgentID id = info.getId();
        switch (order) {
            case MasterMessage.RunTask run -> tasks.run(run.framework(), run.task(), id, now);
            case MasterMessage.RunTaskGroup run ->
                tasks.runGroup(run.framework(), run.executor(), run.tasks().getTasksList(), id, now);
            case MasterMessage.KillTask kill ->
                tasks.kill(new TaskKey(kill.frameworkId(), kill.taskId()), kill.policy(), id, now);
            case MasterMessage.Acknowledge ack ->
                tasks.acknowledge(new TaskKey(ack.frameworkId(), ack.taskId()), ack.uuid(), now);
            case MasterMessage.ResendUpdates resend -> updates.resend(resend.frameworkId(), now);
            case MasterMessage.ReconcileUnknown unknown ->
                tasks.reconcileUnknown(new TaskKey(unknown.frameworkId(), unknown.taskId()), id, now);
            case MasterMessage.ShutdownExecutor shutdown ->
                tasks.shutdownExecutor(new ExecutorKey(shutdown.frameworkId(), shutdown.executorId()), now);
            case MasterMessage.ToExecutor message ->
                tasks.message(new ExecutorKey(message.frameworkId(), message.executorId()), message.data());
            case MasterMessage.UpdateFramework update -> tasks.update(update.framework());
            case MasterMessage.ShutdownFramework removed -> tasks.shutdownFramework(removed.frameworkId(), now);
            case MasterMessage.Drain drain -> {
                draining.begin(drain.config(), clock.instant());
                tasks.drain(drain.config(), now);
            }
            case MasterMessage.Reactivate reactivate -> draining.end();
            case MasterMessage.ApplyOperation apply -> resources.apply(apply.operation(), apply.checkpointed(), id, now);
            case MasterMessage.AcknowledgeOperation ack -> resources.acknowledge(ack.operation());
            case MasterMessage.Ping ping -> {}
            case MasterMessage.Registered registered -> {}
            case MasterMessage.Shutdown shutdown -> {}
        }
    }

    private void registered(MasterMessage.Registered answer, long now) {
        registration.registered(answer.silenceLimit(), now);
        if (!registration.isRegistered()) {
            return;
        }
        AgentID id = answer.agentId();
        if (info.hasId() && !info.getId().equals(id)) {
            throw new IllegalStateException("Reregistered but got wrong id: " + id.getValue() + " instead of "
                    + info.getId().getValue() + "; start this agent with an empty work directory");
        }
        LOG.info("Registered as {}", id.getValue());
        if (!info.hasId()) {
            info = info.toBuilder().setId(id).build();
            try {
                checkpoint.write(info);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot record the agent's id below --work_dir; is it writable?", e);
            }
        }
        updates.resume(now);
        resources.resend(now);
    }

    private void leave(String reason) {
        LOG.info("Ending all tasks and leaving: {}", reason);
        leaving = true;
        updates.pause();
        tasks.shutdown(nanos.getAsLong());
    }

    private void send(AgentMessage message) {
        channel.ifPresent(open -> open.send(message));
    }

    private void run(Runnable event) {
        thread.execute(() -> guard(event));
    }

    /** An agent that cannot handle an event would be neither alive nor dead: it dies, and its supervisor starts it again. */
    private void guard(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Exiting", e);
            exit.accept(FAILED);
        }
    }
}
