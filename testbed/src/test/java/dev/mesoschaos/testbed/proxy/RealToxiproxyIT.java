package dev.mesoschaos.testbed.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mesoschaos.testbed.process.Loopback;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keeps the contract honest: a real server must pass it too. */
class RealToxiproxyIT extends ToxiproxyContract {

    private static final int PORT = 8474;
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(Loopback.fresh(), PORT);
    private static Process process;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> server = find();
        assumeTrue(server.isPresent(),
                "no toxiproxy-server on the PATH and none given with -Dtoxiproxy.server=FILE: install one to compare with it");
        process = new ProcessBuilder(
                        server.orElseThrow().toString(), "-host=" + ADDRESS.getHostString(), "-port=" + PORT)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            new Socket(ADDRESS.getAddress(), PORT).close();
            return true;
        });
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    InetSocketAddress server() {
        return ADDRESS;
    }

    @Test
    void theRealServerRuns() {
        assertThat(process.isAlive()).isTrue();
    }

    private static Optional<Path> find() {
        String given = System.getProperty("toxiproxy.server", "");
        if (!given.isEmpty()) {
            assertThat(Path.of(given)).as("-Dtoxiproxy.server").isExecutable();
            return Optional.of(Path.of(given));
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "toxiproxy-server")).filter(Files::isExecutable).findFirst();
    }
}
