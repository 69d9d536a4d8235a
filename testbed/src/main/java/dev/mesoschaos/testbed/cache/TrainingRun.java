package dev.mesoschaos.testbed.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.testbed.process.DaemonLogging;
import dev.mesoschaos.testbed.process.Lifeline;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Makes a cache by one process that does what all testbed processes do at first. */
final class TrainingRun implements CacheMaker {

    /** A cache is for JVMs of the same collector and compiler only, so this is how cluster processes run, too. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-Djavax.net.ssl.trustStore=NONE",
            "-D" + DaemonLogging.PROPERTY + "=" + DaemonLogging.class.getName());

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public void make(JavaHome home, List<Path> classpath, Path cache, Path work)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.java().toString());
        command.addAll(OPTIONS);
        command.addAll(home.makeOptions(cache));
        command.addAll(List.of(
                "-cp", classpath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                TrainingMain.class.getName(), work.toString()));
        Path log = work.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put(Lifeline.VARIABLE, "stdin");
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        if (!ended || process.exitValue() != 0 || !Files.exists(cache)) {
            String outcome = ended ? "ended with status " + process.exitValue() : "took over " + LIMIT.toSeconds() + " s";
            throw new IOException("the training run " + outcome + ": " + lastLines(log));
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, UTF_8);
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
