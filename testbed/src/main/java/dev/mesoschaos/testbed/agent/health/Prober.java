package dev.mesoschaos.testbed.agent.health;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.mesos.v1.Protos.CommandInfo;

/** Makes the tries of checks, off the agent's own thread. */
public final class Prober {

    /**
     * Where the command of a check runs.
     *
     * @param environment that of the task
     */
    public record Place(Path sandbox, Map<String, String> environment) {}

    private final OkHttpClient client = new OkHttpClient();
    private final Executor background;

    /** Waits for the ends of tries on {@code background}. */
    public Prober(Executor background) {
        this.background = background;
    }

    /** Begins a try; what comes of it never is an exception. */
    public CompletableFuture<Finding> begin(Probe probe, Duration timeout, Place place) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return switch (probe) {
                    case Probe.Command command -> run(command.command(), timeout, place);
                    case Probe.Http http -> ask(http, timeout);
                    case Probe.Tcp tcp -> connect(tcp.port(), timeout);
                };
            } catch (IOException | IllegalArgumentException e) {
                return new Finding.Nothing(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Finding.Nothing("interrupted");
            }
        }, background);
    }

    private static Finding run(CommandInfo command, Duration timeout, Place place)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("setsid"));
        if (command.getShell()) {
            line.addAll(List.of("sh", "-c", command.getValue()));
        } else {
            line.add(command.getValue());
            command.getArgumentsList().stream().skip(1).forEach(line::add);
        }
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(place.sandbox().toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().putAll(place.environment());
        command.getEnvironment().getVariablesList()
                .forEach(variable -> builder.environment().put(variable.getName(), variable.getValue()));
        Process process = builder.start();
        try {
            return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)
                    ? new Finding.Exited(process.exitValue())
                    : new Finding.Nothing("Command timed out after " + timeout);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Finding ask(Probe.Http http, Duration timeout) throws IOException {
        String url = http.scheme() + "://127.0.0.1:" + http.port() + (http.path().startsWith("/") ? "" : "/") + http.path();
        OkHttpClient patient = client.newBuilder().callTimeout(timeout).build();
        try (Response answer = patient.newCall(new Request.Builder().url(url).build()).execute()) {
            return new Finding.Answered(answer.code());
        }
    }

    private static Finding connect(int port, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Math.toIntExact(timeout.toMillis()));
            return new Finding.Connected(true);
        } catch (IOException refused) {
            return new Finding.Connected(false);
        }
    }
}
