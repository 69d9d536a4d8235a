package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.wire.AgentMessage;
import dev.mesoschaos.testbed.wire.MasterMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
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
final class Agent implements MasterLink.Owner {

    /** The version that the testbed speaks. */
    static final String VERSION = "1.11.0";

    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int FAILED = 1;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("agent").daemon(false).factory());
    private final LongSupplier nanos;
    private final AgentCheckpoint checkpoint;
    private final MasterLink link;
    private final StatusUpdates updates;
    private final Tasks tasks;
    private final AgentResources resources;
    private final Draining draining;
    private final Orders orders;
    private final IntConsumer exit;

    private AgentInfo info;
    private Optional<String> leader = Optional.empty();
    private long recoveredAtNanos;
    private boolean recovered;
    private boolean leaving;
    private ScheduledFuture<?> ticks;

    Agent(AgentParts parts, AgentInfo info) {
        this.nanos = parts.nanos();
        this.link = new MasterLink(
                new Registration(parts.backoff()), parts.dialler(), nanos, this::run, this);
        this.updates = new StatusUpdates(link::isRegistered, link::send);
        this.checkpoint = new AgentCheckpoint(parts.workDir());
        this.tasks = new Tasks(new TaskParts(
                new TaskBook(), parts.host(), parts.statuses(), updates, link::send, this::run, parts.nanos()));
        this.resources = new AgentResources(parts.workDir(), link::send);
        this.draining = new Draining(parts.workDir(), parts.clock().instant());
        this.orders = new Orders(tasks, updates, resources, draining, parts.clock());
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
                link.leader(leader);
            }
        });
    }

    /** Leaves the cluster for good: tells the master, ends all tasks, exits (SIGUSR1, mesos-facts 4.2). */
    void unregister() {
        run(() -> {
            link.send(new AgentMessage.Unregister(info.getId()));
            shutDown("told to unregister");
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
                        link.isRegistered(),
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
            link.leader(leader);
        }
        tasks.tick(info.getId(), now);
        updates.forward(now);
        resources.tick(now);
        if (draining.config().isPresent() && link.isRegistered() && tasks.isDrained()) {
            LOG.info("Nothing is left to drain");
            draining.end();
        }
        link.tick();
        if (leaving && tasks.isIdle()) {
            ticks.cancel(false);
            exit.accept(0);
        }
    }

    @Override
    public AgentMessage announcement() {
        LOG.info("Registering{} with {}", info.hasId() ? " again" : "", leader.orElseThrow());
        return info.hasId()
                ? new AgentMessage.Reregister(
                        info,
                        VERSION,
                        tasks.messages(),
                        tasks.book().frameworks(),
                        resources.checkpointed(),
                        tasks.executors())
                : new AgentMessage.Register(info, VERSION);
    }

    @Override
    public void registered(AgentID id) {
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
        updates.restart(nanos.getAsLong());
        resources.resend(nanos.getAsLong());
    }

    @Override
    public void ordered(MasterMessage order) {
        orders.obey(order, info.getId(), nanos.getAsLong());
    }

    @Override
    public void shutDown(String reason) {
        LOG.info("Ending all tasks and leaving: {}", reason);
        leaving = true;
        link.retire();
        tasks.shutdown(nanos.getAsLong());
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
