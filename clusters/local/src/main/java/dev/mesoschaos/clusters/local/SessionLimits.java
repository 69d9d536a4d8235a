package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.testbed.zookeeper.FourLetterWord;
import dev.mesoschaos.testbed.zookeeper.SessionBounds;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The session timeouts that an ensemble grants, whatever is asked for.
 *
 * @param tick its unit of time, to which the ends of sessions are rounded up
 */
record SessionLimits(Duration least, Duration most, Duration tick) {

    /** Those of the embedded ensemble. */
    static final SessionLimits EMBEDDED =
            new SessionLimits(SessionBounds.LEAST, SessionBounds.MOST, SessionBounds.TICK);

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

    /**
     * Asks the first server that answers.
     *
     * @throws ClusterException when none does
     */
    static SessionLimits ask(List<Address> servers) {
        IOException last = null;
        for (Address server : servers) {
            try {
                return parse(FourLetterWord.ask(
                        new InetSocketAddress(server.host(), server.port()), "conf", ANSWER_LIMIT));
            } catch (IOException e) {
                last = e;
            }
        }
        throw new ClusterException("no ZooKeeper server of " + servers + " tells its limits: " + last, last);
    }

    static SessionLimits parse(String configuration) throws IOException {
        return new SessionLimits(
                millis(configuration, "minSessionTimeout"),
                millis(configuration, "maxSessionTimeout"),
                millis(configuration, "tickTime"));
    }

    Duration grant(Duration asked) {
        if (asked.compareTo(least) < 0) {
            return least;
        }
        return asked.compareTo(most) > 0 ? most : asked;
    }

    private static Duration millis(String configuration, String name) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + name + "=(\\d+)$").matcher(configuration);
        if (!line.find()) {
            throw new IOException("a server's configuration has no " + name);
        }
        return Duration.ofMillis(Long.parseLong(line.group(1)));
    }
}
