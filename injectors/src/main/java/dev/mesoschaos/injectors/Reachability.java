package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Whether users of the cluster can reach a host, tried by asking the host's service from here. */
public final class Reachability {

    private static final int LIMIT_MS = 300;

    private Reachability() {}

    /** The host of a name, which a plan says is there. */
    public static Host host(Cluster cluster, String name) {
        return cluster.topology().host(name).orElseThrow();
    }

    /** Names of those among the hosts whose service answers now. */
    public static List<String> reachable(Cluster cluster, List<String> hosts) {
        Map<Host, List<Address>> addresses = new ConcurrentHashMap<>();
        hosts.stream()
                .map(name -> host(cluster, name))
                .forEach(host -> addresses.put(host, List.of(cluster.route(host.service()))));
        Collection<String> answering = answering(addresses);
        return hosts.stream().filter(answering::contains).toList();
    }

    /**
     * Names of those among the hosts that packets reach now, and come back from, whatever becomes of their services: a host
     * that refuses a connection is within reach. Says nothing where proxies are on the way.
     */
    public static List<String> within(Cluster cluster, List<String> hosts) {
        Collection<String> within = ConcurrentHashMap.newKeySet();
        AllOf.atOnce(hosts.stream().map(name -> () -> {
            if (connects(cluster.route(host(cluster, name).service()))) {
                within.add(name);
            }
        }));
        return hosts.stream().filter(within::contains).toList();
    }

    private static boolean connects(Address address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), LIMIT_MS);
            return true;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Names of those among the hosts whose service answers at one of its addresses now; all are asked at once. */
    public static Collection<String> answering(Map<Host, List<Address>> addresses) {
        Collection<String> names = ConcurrentHashMap.newKeySet();
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            addresses.forEach((host, ways) -> ways.forEach(address -> asking.execute(() -> {
                if (answers(address, host)) {
                    names.add(host.name());
                }
            })));
        }
        return names;
    }

    /**
     * How long a question to a host takes, from the start of its connection to the first of the answer.
     *
     * @return empty when there is no answer within the limit
     */
    public static Optional<Duration> roundTrip(Address address, Host host, Clock clock, Duration limit) {
        Instant start = clock.now();
        return asks(address, host, (int) limit.toMillis())
                ? Optional.of(Duration.between(start, clock.now()))
                : Optional.empty();
    }

    private static boolean answers(Address address, Host host) {
        return asks(address, host, LIMIT_MS);
    }

    /** A proxy on the way accepts connections to a host that is cut off, so that a connection alone proves nothing. */
    private static boolean asks(Address address, Host host, int limitMs) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), limitMs);
            socket.setSoTimeout(limitMs);
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
}
