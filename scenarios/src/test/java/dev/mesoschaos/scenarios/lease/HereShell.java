package dev.mesoschaos.scenarios.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs what is meant for any host on this machine, for real. */
public final class HereShell implements Shell {

    private volatile String broken = "";
    private volatile Optional<Path> tools = Optional.empty();

    /** From now on a host does not answer; an empty name mends all. */
    public void breakOff(String host) {
        broken = host;
    }

    /** From now on there are only the programs in a directory. */
    void allowOnly(Path directory) {
        tools = Optional.of(directory);
    }

    @Override
    public Result run(String host, List<String> command, String stdin, Duration timeout) {
        if (host.equals(broken)) {
            throw new ClusterException("no way to " + host);
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        tools.ifPresent(directory -> builder.environment().put("PATH", directory.toString()));
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(stdin.getBytes(UTF_8));
            } catch (IOException e) {
                // It need not read.
            }
            String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
            String stderr = new String(process.getErrorStream().readAllBytes(), UTF_8);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ClusterException(command + " did not end in time");
            }
            return new Result(process.exitValue(), stdout, stderr);
        } catch (IOException | InterruptedException e) {
            throw new ClusterException(command + " cannot be run: " + e.getMessage(), e);
        }
    }

    /** Processes and files on this machine that know of a word. */
    public static List<String> left(String word) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc")); Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
            return Stream.concat(
                            processes.filter(process -> commandLine(process).contains(word)),
                            files.filter(file -> file.toString().contains(word)))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException e) {
            return "";
        }
    }
}
