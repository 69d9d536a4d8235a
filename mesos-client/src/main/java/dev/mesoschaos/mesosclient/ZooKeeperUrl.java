package dev.mesoschaos.mesosclient;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where masters elect their leader, as in the flag {@code --zk} (mesos-facts section 6):
 * {@code zk://[user:password@]host1:2181,host2:2181/mesos}.
 *
 * @param servers {@code host:port}, separated by commas
 * @param digest {@code user:password} of the ensemble, if it wants one; in no message and no text
 * @param path of the znode below which masters register; neither empty nor {@code /}
 */
public record ZooKeeperUrl(String servers, Optional<String> digest, String path) {

    private static final String SCHEME = "zk://";

    public ZooKeeperUrl {
        if (servers.isBlank()) {
            throw new IllegalArgumentException("no ZooKeeper server is named: write zk://host:2181/mesos");
        }
        Arrays.stream(servers.split(",", -1)).forEach(MasterAddress::parse);
        if (!path.startsWith("/") || path.length() < 2 || path.endsWith("/") || path.contains("//")) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no path of an election: end the URL as in zk://host:2181/mesos");
        }
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat its password
     */
    public static ZooKeeperUrl parse(String url) {
        if (!url.startsWith(SCHEME)) {
            throw new IllegalArgumentException("a ZooKeeper URL begins with zk://, as in zk://host:2181/mesos");
        }
        String rest = url.substring(SCHEME.length());
        int at = rest.lastIndexOf('@');
        String place = rest.substring(at + 1);
        int slash = place.indexOf('/');
        String servers = slash < 0 ? place : place.substring(0, slash);
        Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(rest.substring(0, at));
        return new ZooKeeperUrl(servers, digest, slash < 0 ? "" : place.substring(slash));
    }

    /** The URL without user and password. */
    @Override
    public String toString() {
        return SCHEME + servers + path;
    }
}
