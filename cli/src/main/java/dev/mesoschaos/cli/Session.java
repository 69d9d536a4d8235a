package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.runner.Harness;
import dev.mesoschaos.scenarios.time.Seed;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.SummaryLine;
import dev.mesoschaos.scenarios.verdict.Verdict;
import dev.mesoschaos.testbed.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The scenarios of one {@code run}, one after another. An interrupt ends the present one in order, which is the harness'
 * business, and lets no other start; what is known by then is still printed. A second one hurries.
 */
final class Session implements AutoCloseable {

    /** Longer than the harness itself waits for the undo of the run that was interrupted. */
    private static final long LAST_LINES_SECONDS = 100;

    /** What shells expect, where this process cannot tell more any more. */
    private static final int ENDED_BY_INTERRUPT = 130;

    private final Harness harness;
    private final Terminal terminal;
    private final Path output;
    private final View view;
    private final List<String> summary = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicInteger interrupts = new AtomicInteger();
    private final Thread hook = new Thread(this::endInOrder, "print-before-exit");
    private volatile boolean interrupted;
    private volatile Verdict worst = Verdict.PASSED;

    Session(Harness harness, Terminal terminal, Path output, List<View> watchers) {
        this.harness = harness;
        this.terminal = terminal;
        this.output = output;
        this.view = new Views(Stream.concat(Stream.of(terminal.view()), watchers.stream()).toList());
        Runtime.getRuntime().addShutdownHook(hook);
        Signals.on("INT", this::interrupted);
    }

    /** Runs them all and prints their summary; returns the worst verdict. */
    Verdict run(List<ScenarioFiles.Entry> entries, Seed seed) throws InterruptedException {
        try {
            for (int i = 0; i < entries.size() && !interrupted; i++) {
                run(entries.get(i), "scenario " + (i + 1) + " of " + entries.size() + ", seed " + seed, seed);
            }
            if (interrupted) {
                worst = worst.worst(Verdict.ABORTED);
            }
            summary.forEach(terminal.out()::println);
            Path index = output.resolve("index.html").toAbsolutePath().normalize();
            if (Files.exists(index)) {
                terminal.out().println(index);
            }
            terminal.out().flush();
            return worst;
        } finally {
            view.close();
            done.countDown();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending; the hook is at work and will end it.
        }
    }

    private void run(ScenarioFiles.Entry entry, String headline, Seed seed) throws InterruptedException {
        Scenario scenario = entry.reading().orThrow();
        view.started(scenario.name(), headline);
        try {
            Result result = harness.run(entry.file(), entry.text(), scenario, seed, view);
            view.ended(result);
            conclude(result.verdict(), SummaryLine.of(result));
        } catch (IOException | UncheckedIOException | ClusterException e) {
            String reason = Mishaps.describe(e);
            view.broken(reason);
            conclude(Verdict.ERROR, String.format(Locale.ROOT, "%-12s %-22s %s", Verdict.ERROR, scenario.name(), reason));
        }
    }

    private void conclude(Verdict verdict, String line) {
        worst = worst.worst(verdict);
        summary.add(line);
    }

    /** Java, left alone, begins to end at the first interrupt, and then hears of no other. */
    private void interrupted() {
        int count = interrupts.incrementAndGet();
        if (count == 1) {
            System.exit(ENDED_BY_INTERRUPT);
        } else if (count == 2) {
            harness.hurry();
            terminal.err().println("mesos-chaos: hurrying: report.html and series are left out, 'mesos-chaos judge RUN' "
                    + "writes them; what is to be undone is undone all the same");
        }
    }

    /** Without this, the process would end as soon as the harness has undone, before anything is printed. */
    private void endInOrder() {
        interrupted = true;
        try {
            if (done.await(LAST_LINES_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(worst.exitCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
