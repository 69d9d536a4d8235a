package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.testbed.proxy.ProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the faults do to traffic through the embedded proxy server. */
class EmbeddedToxiproxyIT extends WireDrill {

    private static ProxyServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 42);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    Address server() {
        return new Address(server.address().getAddress().getHostAddress(), server.address().getPort());
    }
}
