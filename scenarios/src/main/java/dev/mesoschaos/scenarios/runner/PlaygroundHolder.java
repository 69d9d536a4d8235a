package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.cluster.QuickStart;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A cluster to be played with, seen from the process that it ends with: this one. */
public final class PlaygroundHolder implements AutoCloseable {

    private final Path directory;
    private final RunnerProcess process;

    private PlaygroundHolder(Path directory, RunnerProcess process) {
        this.directory = directory;
        this.process = process;
    }

    /**
     * Begins to open one; {@link #awaitReady} waits for it.
     *
     * @param directory of its own; logs stay there
     * @param text of a scenario, whose cluster and workload it gets
     * @param file of that scenario, for messages
     * @throws UsageException when there is one in this directory already
     */
    public static PlaygroundHolder open(
            ClusterProvider provider,
            Map<String, String> settings,
            Path directory,
            String text,
            String file,
            Consumer<String> news)
            throws IOException {
        if (Playground.in(directory).isPresent()) {
            throw new UsageException("a cluster is up in " + directory + ": 'mesos-chaos cluster down' ends it, --out names "
                    + "another directory");
        }
        Files.createDirectories(directory.resolve("logs"));
        QuickStart quick = provider.prepare(settings, news);
        Build build = Build.current();
        new RunRequest(
                        "playground", "playground", text, file, Seed.fresh().value(), settings, provider.id(),
                        build.version(), build.commit(), "mesos-chaos cluster up", false)
                .write(directory);
        ProcessHandle here = ProcessHandle.current();
        Instant started = here.info().startInstant().orElseThrow();
        return new PlaygroundHolder(
                directory,
                RunnerProcess.start(
                        PlaygroundMain.class, provider.enclosure(settings), quick, directory,
                        Long.toString(here.pid()), started.toString()));
    }

    /**
     * Waits until the cluster is ready and its apps run.
     *
     * @throws ClusterException when it ended before that
     */
    public Playground awaitReady() throws IOException {
        Optional<String> line = process.line();
        if (line.isEmpty()) {
            throw new ClusterException("the cluster did not open; see " + directory.resolve("logs").resolve("runner.log"));
        }
        return JournalJson.mapper().readValue(line.get(), Playground.class);
    }

    /** Waits until the cluster has ended, which it does not by itself. */
    public void awaitEnd() throws IOException {
        while (process.line().isPresent()) {
            // Nothing more is said until then.
        }
    }

    /** A process in the cluster's namespaces, as this process knows it. */
    public long inside() {
        return process.all()
                .filter(handle -> handle.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow(() -> new ClusterException("the cluster has ended"))
                .pid();
    }

    /** Ends the cluster, and waits for it. Can be repeated. */
    @Override
    public synchronized void close() {
        try {
            process.end();
            RunDirectory.removeWork(directory, Clock.system());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
