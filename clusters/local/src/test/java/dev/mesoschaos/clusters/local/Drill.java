package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link ClusterDrill} seen from the process that started it. */
final class Drill implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;

    private Drill(Process process) {
        this.process = process;
        this.answers = process.inputReader(UTF_8);
        this.orders = process.outputWriter(UTF_8);
    }

    /**
     * Starts a drill.
     *
     * @param prefix the command to run it in
     * @param arguments of {@link ClusterDrill}
     */
    static Drill start(List<String> prefix, List<Path> classPath, Path errors, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(ClusterDrill.class.getName());
        command.addAll(arguments);
        return new Drill(new ProcessBuilder(command).redirectError(errors.toFile()).start());
    }

    /** The next line it says; fails at its end. */
    String hear() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the drill has ended");
        }
        return line;
    }

    String ask(String order) throws IOException {
        orders.write(order);
        orders.newLine();
        orders.flush();
        return hear();
    }

    /** Closes its standard input, as the kernel does when the process that started it is gone. */
    void cutLifeline() throws IOException {
        orders.close();
    }

    /** SIGKILL to the JVM that runs the cluster, wherever it is below the enclosing processes. */
    void killEngine() {
        Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(handle -> handle.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow()
                .destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        answers.close();
    }
}
