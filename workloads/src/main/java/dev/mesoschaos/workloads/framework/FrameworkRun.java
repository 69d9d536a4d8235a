package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.SchedulerClient;
import dev.mesoschaos.mesosclient.ZooKeeperLeader;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.workload.CanaryRequest;
import dev.mesoschaos.scenarios.workload.Deployments;
import dev.mesoschaos.scenarios.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The framework at work. One thread makes the decisions, others say them to the master, so that a master that does not
 * answer delays neither deadlines nor what is written about them. What is about one agent is said in its order; what is about
 * none waits for all that was said before: an offer that is declined, or a task that is asked for, is one the master knows.
 */
public final class FrameworkRun implements Workload, Deployments {

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkRun.class);
    private static final long TICK_MILLIS = 100;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(1);

    /** Of the agents whose offers are held for apps; for canaries in roles of others one agent per rack is enough. */
    private static final double HELD_SHARE = 0.75;

    private final Cluster cluster;
    private final Clock clock;
    private final Recorder recorder;
    private final MesosHttp http;
    /** As frameworks do: a leader that falls silent keeps its stream open, and only an election tells. */
    private final Optional<ZooKeeperLeader> election;
    private final SchedulerClient client;
    private final Caller caller;
    private final Framework framework;
    private final Map<Address, Address> routes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService decisions =
            Executors.newSingleThreadScheduledExecutor(daemon("framework"));
    private final Lanes calls = new Lanes();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Map<String, List<Instance>> running = Map.of();
    private volatile List<String> unsettled;
    private volatile List<AppSpec> deployed;
    private volatile Map<String, List<String>> unended = Map.of();

    private FrameworkRun(
            List<AppSpec> apps, RunContext context, TaskCommands commands, String role, double heldShare) {
        cluster = context.cluster();
        clock = context.clock();
        recorder = context.recorder();
        framework = new Framework(apps, cluster.topology(), recorder, this::say, new OfferPool(heldShare), clock.now());
        unsettled = framework.unsettled();
        deployed = framework.deployed();
        http = MesosHttp.builder()
                .seed(context.seed().stream("framework " + role).nextLong())
                .route(this::dialled)
                .build();
        election = cluster.election().map(ZooKeeperLeader::watch);
        client = new SchedulerClient(
                http,
                election.<LeaderSource>map(elected -> elected).orElseGet(() -> LeaderSource.of(masters())),
                Messages.framework(System.getProperty("user.name"), role),
                new Ears(framework, cluster.topology(), recorder, clock, this::later));
        caller = new Caller(client, commands, role);
    }

    /** Subscribes and begins to keep the apps running; returns at once. */
    public static FrameworkRun start(List<AppSpec> apps, RunContext context, TaskCommands commands) {
        return start(new FrameworkRun(apps, context, commands, Messages.ROLE, HELD_SHARE));
    }

    /** Subscribes in a role, for canaries that are launched there; what it hears of the cluster is not recorded twice. */
    public static FrameworkRun ofRole(String role, RunContext context, TaskCommands commands) {
        Recorder own = event -> {
            if (event instanceof Event.Canary || event instanceof Event.Note || event instanceof Event.Failed) {
                context.recorder().record(event);
            }
        };
        RunContext quiet = new RunContext(
                context.runId(), context.cluster(), own, context.clock(), context.seed(), context.directory());
        return start(new FrameworkRun(List.of(), quiet, commands, role, 0));
    }

    private static FrameworkRun start(FrameworkRun run) {
        run.client.start();
        Future<?> unused = run.decisions.scheduleAtFixedRate(
                () -> run.decide(run::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return run;
    }

    @Override
    public List<Endpoint> endpoints(String app) {
        return running.getOrDefault(app, List.of()).stream()
                .filter(task -> task.launch().port().isPresent())
                .map(task -> new Endpoint(task.task(), task.agent().host(), route(task.launch())))
                .toList();
    }

    @Override
    public List<String> unsettled() {
        return unsettled;
    }

    @Override
    public void launchCanary(CanaryRequest request) {
        later(now -> framework.canary(new Canary(request), now));
    }

    @Override
    public Optional<Deployments> deployments() {
        return Optional.of(this);
    }

    @Override
    public List<AppSpec> deployed() {
        return deployed;
    }

    @Override
    public List<String> tasks(String app) {
        return unended.getOrDefault(app, List.of());
    }

    @Override
    public void delete(String app) {
        later(now -> framework.delete(app, now));
    }

    @Override
    public void deploy(AppSpec app) {
        later(now -> framework.deploy(app, now));
    }

    /** Kills all tasks, waits a bounded time for their ends, and ends the framework. Closing twice does no harm. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        later(framework::close);
        await(stopped, LONGEST_STOP);
        decisions.shutdown();
        awaitEnd(decisions, LONGEST_GOODBYE);
        calls.afterAll(this::goodbye);
        calls.close(LONGEST_GOODBYE);
        client.close();
        election.ifPresent(ZooKeeperLeader::close);
        http.close();
    }

    private List<MasterAddress> masters() {
        return cluster.masters().stream().map(address -> new MasterAddress(address.host(), address.port())).toList();
    }

    private void tick(Instant now) {
        framework.tick(now);
        if (framework.isStopped()) {
            stopped.countDown();
        }
    }

    private void later(Consumer<Instant> decision) {
        try {
            decisions.execute(() -> decide(decision));
        } catch (RejectedExecutionException e) {
            LOG.debug("too late, the framework has ended");
        }
    }

    private void decide(Consumer<Instant> decision) {
        try {
            decision.accept(clock.now());
        } catch (RuntimeException e) {
            LOG.error("a decision of the framework failed", e);
            recorder.record(new Event.Failed(clock.now(), "workload", "a decision of the framework failed: " + e));
        }
        running = framework.running();
        unsettled = framework.unsettled();
        deployed = framework.deployed();
        unended = framework.unended();
    }

    private void say(Call call) {
        call.aboutAgent().ifPresentOrElse(
                agent -> calls.in(agent, () -> send(call)), () -> calls.afterAll(() -> send(call)));
    }

    private void send(Call call) {
        try {
            caller.send(call);
            if (call instanceof Call.Accept accept) {
                accept.launches().stream().filter(launch -> launch.port().isPresent()).forEach(this::route);
            }
        } catch (MesosException e) {
            LOG.info("{} failed: {}", call.getClass().getSimpleName(), e.getMessage());
            if (call instanceof Call.Accept accept && Caller.certainlyNotSent(e)) {
                later(now -> framework.notLaunched(accept.launches(), e.getMessage(), now));
            }
        }
    }

    private void goodbye() {
        try {
            client.teardown();
        } catch (MesosException e) {
            recorder.record(new Event.Note(
                    clock.now(), "the framework could not be torn down, its tasks may live on: " + e.getMessage()));
        }
    }

    /** Found out when a task is launched, so that nobody waits for it when requests are due. */
    private Address route(Launch launch) {
        return routes.computeIfAbsent(
                new Address(launch.agent().ip(), launch.port().getAsInt()), cluster::route);
    }

    private MasterAddress dialled(MasterAddress advertised) {
        Address address = cluster.route(new Address(advertised.host(), advertised.port()));
        return new MasterAddress(address.host(), address.port());
    }

    private static void await(CountDownLatch latch, Duration most) {
        try {
            if (!latch.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("some tasks have not ended after {}", most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(ExecutorService executor, Duration most) {
        try {
            if (!executor.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemon(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }
}
