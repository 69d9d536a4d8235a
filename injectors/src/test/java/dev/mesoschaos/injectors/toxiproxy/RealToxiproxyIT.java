package dev.mesoschaos.injectors.toxiproxy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mesoschaos.scenarios.cluster.Address;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the faults do to traffic through a real Toxiproxy server. */
class RealToxiproxyIT extends WireDrill {

    private static final Address API = new Address("127.66.3.1", 8474);
    private static Process process;

    @BeforeAll
    static void startServer() throws IOException {
        String server = System.getProperty("toxiproxy.server", "");
        assumeFalse(server.isEmpty(), "no real server given with -Dtoxiproxy.server=FILE");
        process = new ProcessBuilder(server, "-host=" + API.host(), "-port=" + API.port())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        ToxiproxyClient client = new ToxiproxyClient(API.host(), API.port());
        await().ignoreExceptions().until(() -> client.version() != null);
    }

    @AfterAll
    static void stopServer() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    Address server() {
        return API;
    }
}
