package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Journal;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import dev.mesoschaos.scenarios.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run of one scenario. Records, and judges nothing: whatever happens, it ends with every fault undone and a journal
 * that says what happened.
 */
public final class Engine {

    private final Scenario scenario;
    private final Plugins plugins;
    private final ClusterProvider provider;
    private final Map<String, String> settings;
    private final Journal journal;
    private final Clock clock;
    private final Seed seed;
    private final Abort abort;
    private final Direction direction;

    public Engine(
            Scenario scenario,
            Plugins plugins,
            ClusterProvider provider,
            Map<String, String> settings,
            Journal journal,
            Clock clock,
            Seed seed,
            Abort abort,
            Direction direction) {
        this.scenario = scenario;
        this.plugins = plugins;
        this.provider = provider;
        this.settings = Map.copyOf(settings);
        this.journal = journal;
        this.clock = clock;
        this.seed = seed;
        this.abort = abort;
        this.direction = direction;
    }

    /**
     * Runs the scenario to its end. The journal must begin with its {@code run-started} line.
     *
     * @param directory of the run
     */
    public void run(String runId, Path directory) {
        try (KillSwitches switches = KillSwitches.watch(settings, clock, abort)) {
            Preflight preflight = new Preflight(scenario, plugins, provider, settings);
            Optional<String> missing = preflight.missing();
            if (missing.isPresent()) {
                journal.record(new Event.Skipped(clock.now(), missing.get()));
            } else {
                onCluster(runId, directory, preflight, switches);
            }
        } catch (Abort.AbortedException e) {
            journal.record(new Event.Aborted(clock.now(), e.getMessage()));
        } catch (RuntimeException | Error e) {
            fail("run", e);
        } finally {
            enter(Phase.ENDED);
        }
    }

    private void onCluster(String runId, Path directory, Preflight preflight, KillSwitches switches) {
        enter(Phase.OPENING);
        Set<Capability> capabilities = preflight.capabilities();
        Instant started = clock.now();
        var request = new ClusterProvider.Request(scenario.cluster(), capabilities, settings, directory, journal);
        try (Cluster cluster = provider.open(request)) {
            Event.ClusterOpened opened = new Event.ClusterOpened(
                    clock.now(),
                    cluster.id(),
                    cluster.grade(),
                    cluster.network(),
                    cluster.topology(),
                    cluster.facts(),
                    Duration.between(started, clock.now()),
                    cluster.residentMb());
            journal.recordDurably(opened);
            enter(Phase.PREFLIGHT);
            switches.addThatOf(cluster);
            preflight.checkFloors(opened.facts());
            RunContext run = new RunContext(runId, cluster, journal, clock, seed, directory);
            underLoad(run, capabilities, () -> preflight.checkBaselines(opened.facts(), journal.timeline()));
        }
    }

    private void underLoad(RunContext run, Set<Capability> capabilities, Runnable onceSteady) {
        enter(Phase.STARTING);
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            Workload workload = plugins.workloads().getFirst().start(scenario.workload(), run);
            started.push(workload);
            for (Probe probe : scenario.probes()) {
                started.push(probe.start(run, workload));
            }
            Injections injections = new Injections(
                    run, workload, journal, scenario.limits(), capabilities, Leases.length(settings));
            experiment(run, workload, injections, onceSteady);
        } finally {
            enter(Phase.CLOSING);
            started.forEach(this::close);
        }
    }

    /** Whatever goes wrong here, its faults go before anything is closed: closing talks to the cluster. */
    private void experiment(RunContext run, Workload workload, Injections injections, Runnable onceSteady) {
        Meter meter = new Meter(journal, plugins);
        SteadyStateGate gate = new SteadyStateGate(scenario.steadyState(), meter, clock, abort);
        enter(Phase.STEADY_STATE);
        Event.SteadyState before = gate.await(workload, false);
        journal.record(before);
        if (!before.met()) {
            return;
        }
        onceSteady.run();
        enter(Phase.METHOD);
        Method method = new Method(injections, meter, run.clock(), abort, journal);
        try (StopWatch watch = new StopWatch(scenario.stopWhen(), meter, clock, abort)) {
            watch.start();
            direction.direct(scenario.method(), method);
        } catch (Method.Missed e) {
            journal.record(new Event.WaitedInVain(clock.now(), e.getMessage()));
        } finally {
            injections.undoAll();
        }
        enter(Phase.RECOVERY);
        journal.record(gate.await(workload, true));
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            journal.record(new Event.Note(clock.now(), "closing " + part.getClass().getSimpleName() + " failed: " + e));
        }
    }

    private void enter(Phase phase) {
        journal.record(new Event.PhaseEntered(clock.now(), phase));
    }

    private void fail(String where, Throwable e) {
        journal.record(new Event.Failed(clock.now(), where, e.getMessage() == null ? e.toString() : e.getMessage()));
        System.getLogger(Engine.class.getName()).log(System.Logger.Level.ERROR, "the run failed", e);
    }
}
