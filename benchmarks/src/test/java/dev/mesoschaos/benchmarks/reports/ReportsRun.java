package dev.mesoschaos.benchmarks.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from a journal of a million events to all outputs, in a process of its own with two processors and
 * 1 GiB of memory in all; its name keeps it out of builds that do not ask for it.
 */
class ReportsRun {

    private static final int EVENTS = Integer.getInteger("benchmark.events", 1_000_000);
    private static final Path SCENARIO = Path.of("..", "scenarios", "library", "smoke", "agent-host-loss.yaml");
    private static final double LIMIT_SECONDS = 10;
    private static final double LIMIT_MB = 1024;
    private static final long REPORT_LIMIT_BYTES = 3_000_000;

    @TempDir
    private Path run;

    @Test
    void printsHowLongAMillionEventsTakeToAllOutputs() throws IOException, InterruptedException {
        long requests = new LongRun(run, EVENTS, SCENARIO).write();
        long start = System.nanoTime();
        Path log = run.resolve("judge.log");
        Process judge = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m", "-XX:ActiveProcessorCount=2", "-cp", System.getProperty("java.class.path"),
                        Judging.class.getName(), run.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(judge.waitFor()).as(Files.readString(log)).isZero();
        double seconds = (System.nanoTime() - start) / 1e9;
        double megabytes = Double.parseDouble(Files.readString(log).lines().toList().getLast());
        long page = Files.size(run.resolve("report.html"));
        System.out.printf(Locale.ROOT, "%,d events with %,d requests (%,d MB) to all outputs: %.1f s, %.0f MB; report.html %.2f MB%n",
                EVENTS, requests, Files.size(run.resolve("journal.jsonl")) / 1_000_000, seconds, megabytes, page / 1e6);
        assertThat(seconds).as("seconds").isLessThanOrEqualTo(LIMIT_SECONDS);
        assertThat(megabytes).as("MB resident").isLessThanOrEqualTo(LIMIT_MB);
        assertThat(page).as("bytes of report.html").isLessThan(REPORT_LIMIT_BYTES);
    }
}
