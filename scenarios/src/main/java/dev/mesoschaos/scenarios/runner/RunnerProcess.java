package dev.mesoschaos.scenarios.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mesoschaos.scenarios.cluster.QuickStart;
import dev.mesoschaos.scenarios.engine.Order;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.journal.Phase;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A runner at work, as the harness that started it sees it. */
final class RunnerProcess {

    private final Process process;
    private final BufferedWriter lifeline;

    private RunnerProcess(Process process) {
        this.process = process;
        this.lifeline = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process of this project on the same Java and class path as this one.
     *
     * @param main takes the run's directory and more arguments
     * @param quick what lets it start quicker
     * @param enclosure the command to run it in; may be empty
     */
    static RunnerProcess start(
            Class<?> main, List<String> enclosure, QuickStart quick, Path run, String... more) throws IOException {
        List<String> command = new ArrayList<>(enclosure);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx512m"));
        command.add("-Djava.awt.headless=true");
        command.addAll(quick.options());
        command.add("-cp");
        command.add(quick.order(classPath()).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.add(run.toAbsolutePath().toString());
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(run.resolve("logs").resolve("runner.log").toFile());
        return new RunnerProcess(builder.start());
    }

    /** The next line that it prints; empty when it has ended. */
    Optional<String> line() throws IOException {
        return Optional.ofNullable(process.inputReader(StandardCharsets.UTF_8).readLine());
    }

    /** Lets its standard input end, and waits until it has ended, too. */
    void end() throws InterruptedException {
        try {
            lifeline.close();
        } catch (IOException e) {
            // It has ended already, which is what was asked for.
        }
        process.waitFor();
    }

    /** It and all it has started. */
    Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Passes on the runner's progress until it has ended. */
    void follow(ProgressListener listener) throws IOException, InterruptedException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                read(line, listener);
            }
        }
        process.waitFor();
    }

    private static void read(String line, ProgressListener listener) throws IOException {
        try {
            listener.progress(JournalJson.mapper().readValue(line, Progress.class));
        } catch (JsonProcessingException e) {
            // The runner died in the middle of a line; its journal tells the rest.
            String news = "unreadable progress: " + line;
            listener.progress(Progress.of(Phase.ENDED, news));
        }
    }

    /** Tells the runner what to do. */
    synchronized void order(Order order) {
        try {
            lifeline.write(JournalJson.mapper().writeValueAsString(order));
            lifeline.newLine();
            lifeline.flush();
        } catch (IOException e) {
            // It has ended already, which is what was asked for.
            process.destroy();
        }
    }

    private static List<Path> classPath() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }
}
