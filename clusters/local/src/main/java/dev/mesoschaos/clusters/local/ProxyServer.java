package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.time.Clock;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A proxy server with Toxiproxy's HTTP API: the user's own, a real one started here, or the embedded one.
 *
 * @param words {@code toxiproxy} or {@code embedded}, with the version
 * @param process empty when it is the user's own, which is left running
 */
record ProxyServer(Address api, String words, Optional<Process> process) implements AutoCloseable {

    /** Setting: {@code host:port} of a server that runs already. */
    static final String ADDRESS = "toxiproxy.address";

    /** Setting: path of the real server's program. */
    static final String PROGRAM = "toxiproxy.server";

    private static final int API_PORT = 8474;
    private static final Duration READY_LIMIT = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** What a process of this machine needs besides its command. */
    interface Launch extends Consumer<ProcessBuilder> {}

    /**
     * Begins to start a server; {@link #awaitReady} waits for it.
     *
     * @param address where the API listens, unless it is the user's own server
     * @param launch completes the process, such as its environment and its log
     */
    static ProxyServer start(Map<String, String> settings, String address, Jvm jvm, Path temp, Launch launch) {
        if (settings.containsKey(ADDRESS)) {
            return ofUser(settings);
        }
        Optional<Path> real = program(settings);
        List<String> flags = List.of("-host", address, "-port", Integer.toString(API_PORT));
        List<String> command = real.isPresent()
                ? Stream.concat(real.stream().map(Path::toString), flags.stream()).toList()
                : jvm.command(Jvm.Kind.PROXY, temp, List.of("--host=" + address, "--port=" + API_PORT));
        ProcessBuilder builder = new ProcessBuilder(command);
        launch.accept(builder);
        try {
            String words = real.isPresent() ? "toxiproxy" : "embedded";
            return new ProxyServer(new Address(address, API_PORT), words, Optional.of(builder.start()));
        } catch (IOException e) {
            throw new ClusterException("the proxy server cannot be started: " + e.getMessage(), e);
        }
    }

    /** The user's own server, whose address the settings have. */
    static ProxyServer ofUser(Map<String, String> settings) {
        return new ProxyServer(Address.parse(settings.get(ADDRESS)), "toxiproxy", Optional.empty());
    }

    /** This server, with its version, once its API answers. */
    ProxyServer awaitReady(Clock clock) {
        Instant deadline = clock.now().plus(READY_LIMIT);
        while (true) {
            try {
                return new ProxyServer(api, words + " " + client().version(), process);
            } catch (IOException e) {
                if (process.isPresent() && !process.get().isAlive()) {
                    throw new ClusterException("the proxy server ended with status "
                            + process.get().exitValue() + ": see its log", e);
                }
                if (clock.now().isAfter(deadline)) {
                    throw new ClusterException("no proxy server answers at " + api + ": " + e.getMessage()
                            + "; start one there, or leave " + ADDRESS + " away", e);
                }
                clock.pause(LOOK_EVERY);
            }
        }
    }

    ToxiproxyClient client() {
        return new ToxiproxyClient(api.host(), api.port());
    }

    private static Optional<Path> program(Map<String, String> settings) {
        if (settings.containsKey(PROGRAM)) {
            Path given = Path.of(settings.get(PROGRAM)).toAbsolutePath();
            if (!Files.isExecutable(given)) {
                throw new ClusterException(PROGRAM + "=" + given + " is no program: give the path of toxiproxy-server");
            }
            return Optional.of(given);
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "toxiproxy-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Ends a server that was started here. */
    @Override
    public void close() {
        process.ifPresent(started -> {
            started.destroyForcibly();
            started.onExit().join();
        });
    }
}
