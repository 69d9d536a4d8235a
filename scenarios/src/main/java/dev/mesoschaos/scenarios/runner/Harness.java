package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.cluster.QuickStart;
import dev.mesoschaos.scenarios.engine.HaltFile;
import dev.mesoschaos.scenarios.engine.Order;
import dev.mesoschaos.scenarios.engine.UndoReplay;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs scenarios one after another, each in a process of its own, judges their journals and writes their reports. What
 * JUnit and the command line have in common.
 */
public final class Harness {

    /** An undo may take this long after an interrupt, and the reports must still be written. */
    private static final long LAST_RITES_SECONDS = 90;

    private final Plugins plugins;
    private final Options options;
    private final Clock clock = Clock.system();
    private final List<ReportWriter.SuiteEntry> suite = new ArrayList<>();
    private final ReentrantLock running = new ReentrantLock();
    private volatile RunnerProcess runner;
    private volatile String interrupted;
    private volatile boolean hurried;

    /**
     * A harness.
     *
     * @throws UsageException when there is no such kind of cluster, or leases cannot be that long
     */
    public Harness(Plugins plugins, Options options) {
        this.plugins = plugins;
        this.options = options;
        if (!plugins.clusters().containsKey(options.clusterKind())) {
            throw new UsageException("no cluster '" + options.clusterKind() + "'; there are "
                    + String.join(", ", plugins.clusters().keySet()));
        }
        // Refused here, with a message, and not in the process of a run.
        Duration unused = Leases.length(options.settings());
        Runtime.getRuntime().addShutdownHook(new Thread(this::endInOrder, "end-in-order"));
    }

    /**
     * Runs a scenario to its end, whatever that is.
     *
     * @param file as the user knows it, for messages
     * @param text of the scenario's file
     * @throws IOException when the run's directory or reports cannot be written
     * @throws ClusterException when this machine cannot run such a cluster at all; the message says what to do
     */
    public Result run(String file, String text, Scenario scenario, Seed seed, ProgressListener listener)
            throws IOException, InterruptedException {
        return run(file, text, scenario, seed, listener, Optional.empty());
    }

    /**
     * Begins a run whose faults are injected and undone when they are ordered to be; see {@link #run}.
     *
     * @return at once
     */
    public DirectedRun direct(String file, String text, Scenario scenario, Seed seed, ProgressListener listener) {
        DirectedRun directed = new DirectedRun();
        Thread.ofPlatform().name("run").start(() -> directed.complete(
                () -> run(file, text, scenario, seed, listener, Optional.of(directed))));
        return directed;
    }

    private Result run(String file, String text, Scenario scenario, Seed seed, ProgressListener listener,
            Optional<DirectedRun> directed) throws IOException, InterruptedException {
        running.lockInterruptibly();
        try {
            ClusterProvider provider = plugins.clusters().get(options.clusterKind());
            Map<String, String> settings = provider.suited(scenario.mechanisms(), options.settings());
            QuickStart quick = provider.prepare(settings, news -> listener.progress(
                    Progress.of(Phase.OPENING, news)));
            List<String> enclosure = provider.enclosure(settings);
            Path run = RunDirectory.create(options.output(), scenario.name(), clock.now());
            request(run, file, text, scenario, seed, settings, directed.isPresent()).write(run);
            RunnerProcess started = RunnerProcess.start(RunnerMain.class, enclosure, quick, run);
            runner = started;
            directed.ifPresent(it -> it.started(run, started));
            if (interrupted != null) {
                started.order(new Order.Abort(interrupted));
            }
            runner.follow(new PhaseReports(plugins, run, listener, () -> hurried));
            runner = null;
            Result result = conclude(run);
            if (result.verdict() == Verdict.DIRTY) {
                listener.progress(Progress.of(Phase.ENDED, halted(run)));
            }
            RunDirectory.removeWork(run, clock);
            return result;
        } finally {
            running.unlock();
        }
    }

    /** Writes what is said about all runs of this harness together, so far. */
    public void writeSuite() throws IOException {
        for (ReportWriter writer : plugins.reports()) {
            writer.writeSuite(options.output(), List.copyOf(suite));
        }
    }

    /** Asks the run that is under way to undo and end, and all later ones not to inject anything. */
    public void abort(String reason) {
        interrupted = reason;
        RunnerProcess present = runner;
        if (present != null) {
            present.order(new Order.Abort(reason));
        }
    }

    /**
     * After {@link #abort}: leaves out reports that take long, of the run that is under way and of later ones; those that it
     * has already tell what was known when it entered its last phase. Undo is not cut short.
     */
    public void hurry() {
        hurried = true;
    }

    /** Nobody goes on where something of ours may be left, until somebody has looked. */
    private String halted(Path run) throws IOException {
        HaltFile file = HaltFile.of(options.settings());
        if (file.engaged().isEmpty()) {
            file.engage("the run " + run + " ended DIRTY: see what it left, and that 'mesos-chaos undo " + run
                    + "' undoes it");
        }
        return "no other run starts now: " + file.engaged().orElseThrow();
    }

    private Result conclude(Path run) throws IOException {
        Path journal = run.resolve(JournalReader.FILE);
        if (!Files.exists(journal)) {
            throw new IOException("the run's process did not start; see " + run.resolve("logs").resolve("runner.log"));
        }
        if (JournalReader.read(run).entered(Phase.ENDED).isEmpty()) {
            // The run's process died; where its undo fails, too, there are at least reports. One that ended has tried every
            // undo itself: what failed then stays DIRTY.
            Conclusion.of(plugins, run);
            new UndoReplay(plugins, clock).replay(run);
        }
        Result result = hurried ? Conclusion.inAHurry(plugins, run) : Conclusion.of(plugins, run);
        suite.add(new ReportWriter.SuiteEntry(run.getFileName().toString(), result));
        writeSuite();
        return result;
    }

    private RunRequest request(Path run, String file, String text, Scenario scenario, Seed seed,
            Map<String, String> settings, boolean directed) {
        Build build = Build.current();
        return new RunRequest(
                run.getFileName().toString(),
                scenario.name(),
                text,
                file,
                seed.value(),
                withKillSwitch(settings),
                options.clusterKind(),
                build.version(),
                build.commit(),
                options.command(),
                directed);
    }

    /** Named here, because the engine may run as another user in a namespace of its own, who has another home. */
    private static Map<String, String> withKillSwitch(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(HaltFile.SETTING, HaltFile.of(settings).path().toString());
        return all;
    }

    private void endInOrder() {
        abort("interrupted");
        try {
            if (running.tryLock(LAST_RITES_SECONDS, TimeUnit.SECONDS)) {
                running.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What all runs of a harness share.
     *
     * @param output directory in which each run gets one of its own
     * @param clusterKind such as {@code local}
     * @param settings properties of the user, see {@link RunRequest}
     * @param command how the user can start the same again
     */
    public record Options(Path output, String clusterKind, Map<String, String> settings, String command) {
        public Options {
            settings = Map.copyOf(settings);
        }
    }
}
