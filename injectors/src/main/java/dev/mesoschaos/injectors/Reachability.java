package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Whether users of the cluster can reach a host, tried by connecting to the host's service from here. */
final class Reachability {

    private static final int LIMIT_MS = 300;

    private Reachability() {}

    /** Names of those among the hosts whose service can be connected to now. */
    static List<String> reachable(Cluster cluster, List<String> hosts) {
        return hosts.stream()
                .map(name -> cluster.topology().host(name).orElseThrow())
                .filter(host -> answers(cluster, host))
                .map(Host::name)
                .toList();
    }

    /**
     * Whether the service answers a request; a proxy on the way accepts connections to a host that is cut off, so
     * that a connection alone proves nothing.
     */
    private static boolean answers(Cluster cluster, Host host) {
        Address address = cluster.route(host.service());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), LIMIT_MS);
            socket.setSoTimeout(LIMIT_MS);
            socket.getOutputStream().write(question(host));
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] question(Host host) {
        String text = switch (host.role()) {
            case ZOOKEEPER -> "ruok";
            case MASTER, AGENT -> "GET /health HTTP/1.1\r\nHost: " + host.service() + "\r\nConnection: close\r\n\r\n";
        };
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The longest that looking at so many hosts can take. */
    static Duration worstCase(int hosts) {
        return Duration.ofMillis(2L * LIMIT_MS * hosts);
    }
}
