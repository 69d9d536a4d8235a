package dev.mesoschaos.testbed.flags;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * {@code zk://host:port,host:port/path}, where masters elect their leader (mesos-facts section 6).
 *
 * @param servers {@code host:port} of each server of the ensemble
 * @param path the znode below which masters register; never {@code /}
 */
public record ZooKeeperUrl(List<String> servers, String path) {

    private static final String SCHEME = "zk://";

    public ZooKeeperUrl {
        servers = List.copyOf(servers);
    }

    /**
     * Reads the URL.
     *
     * @throws IllegalArgumentException when it is none, or has credentials, which the testbed does not know
     */
    public static ZooKeeperUrl parse(String url) {
        int slash = url.indexOf('/', SCHEME.length());
        if (!url.startsWith(SCHEME) || slash <= SCHEME.length() || slash == url.length() - 1 || url.contains("@")) {
            throw new IllegalArgumentException("'" + url + "' is no ZooKeeper URL: expected zk://host:port,.../path");
        }
        return new ZooKeeperUrl(List.of(url.substring(SCHEME.length(), slash).split(",")), url.substring(slash));
    }

    /** Whether this is a ZooKeeper URL at all; {@code --master} may also be {@code host:port}. */
    public static boolean matches(String url) {
        return url.startsWith(SCHEME);
    }

    /** The connect string of a client that dials each server at the address that {@code route} gives for it. */
    public String connectString(UnaryOperator<String> route) {
        return servers.stream().map(route).collect(Collectors.joining(","));
    }
}
