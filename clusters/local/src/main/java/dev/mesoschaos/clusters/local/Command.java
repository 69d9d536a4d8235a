package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine to its end. */
final class Command {

    private static final Executor READERS = task -> Thread.ofVirtual().name("command-output").start(task);

    private Command() {}

    /**
     * Runs a command, whatever its exit code.
     *
     * @throws ClusterException when the program is missing, or was killed at the timeout
     */
    static Shell.Result run(List<String> command, String stdin, Duration timeout) {
        return run(new ProcessBuilder(command), stdin, timeout);
    }

    /** Runs a prepared command, as {@link #run(List, String, Duration)} does. */
    static Shell.Result run(ProcessBuilder prepared, String stdin, Duration timeout) {
        List<String> command = prepared.command();
        Process process = start(prepared);
        CompletableFuture<String> stdout = read(process.getInputStream());
        CompletableFuture<String> stderr = read(process.getErrorStream());
        CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(process, stdin), READERS);
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ClusterException("'" + String.join(" ", command) + "' did not end within "
                        + timeout.toMillis() + " ms and was killed");
            }
            fed.join();
            return new Shell.Result(process.exitValue(), stdout.join(), stderr.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while '" + String.join(" ", command) + "' ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /**
     * Runs a command that must end with 0.
     *
     * @throws ClusterException when it does not, with what it said
     */
    static String mustRun(List<String> command, String stdin, Duration timeout) {
        Shell.Result result = run(command, stdin, timeout);
        if (!result.ok()) {
            throw new ClusterException("'" + String.join(" ", command) + "' ended with " + result.exitCode() + ": "
                    + (result.stderr() + result.stdout()).strip());
        }
        return result.stdout();
    }

    private static Process start(ProcessBuilder prepared) {
        try {
            return prepared.start();
        } catch (IOException e) {
            throw new ClusterException("'" + prepared.command().getFirst() + "' cannot be started: " + e.getMessage(), e);
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new String(stream.readAllBytes(), UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                READERS);
    }

    private static void feed(Process process, String stdin) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(stdin.getBytes(UTF_8));
        } catch (IOException e) {
            // A program that ends without reading its input is judged by its exit code.
        }
    }
}
