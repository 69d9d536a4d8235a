package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import eu.rekawek.toxiproxy.Proxy;
import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proxies on the user's own server whose cluster is gone: a run that was killed leaves them there, and with them whatever
 * its faults had done to them. They are known by the cluster's identity, with which their names begin.
 */
final class LeftProxies {

    private static final Logger LOG = LoggerFactory.getLogger(LeftProxies.class);
    private static final Pattern NAME = Pattern.compile("(" + ClusterIds.PATTERN + ")-.+");

    private LeftProxies() {}

    /** What the names of a cluster's proxies begin with. */
    static String prefix(String clusterId) {
        return clusterId + "-";
    }

    /**
     * Removes all proxies of one cluster from the user's server; nothing happens where the settings name none.
     *
     * @throws ClusterException when the server does not answer, or keeps one
     */
    static void remove(String clusterId, Map<String, String> settings) {
        if (!settings.containsKey(ProxyServer.ADDRESS)) {
            return;
        }
        ProxyServer server = ProxyServer.ofUser(settings);
        try {
            delete(server, name -> name.startsWith(prefix(clusterId)));
        } catch (IOException e) {
            throw new ClusterException("the proxy server at " + server.api() + " may still have proxies whose names begin with "
                    + prefix(clusterId) + ": " + e.getMessage() + "; start it, and undo again", e);
        }
    }

    /** Removes all proxies of clusters of this machine that are gone. To be asked outside of enclosures. */
    static void sweep(ProxyServer server) {
        try {
            delete(server, LeftProxies::isOrphan);
        } catch (IOException e) {
            LOG.warn("proxies that an earlier run left stay on {}: {}", server.api(), e.getMessage());
        }
    }

    private static boolean isOrphan(String name) {
        Matcher own = NAME.matcher(name);
        return own.matches() && ClusterIds.ofThisBoot(own.group(1)) && !ClusterIds.exists(own.group(1));
    }

    private static void delete(ProxyServer server, Predicate<String> chosen) throws IOException {
        for (Proxy proxy : server.client().getProxies()) {
            if (chosen.test(proxy.getName())) {
                LOG.info("the proxy {} was left on {}: removed", proxy.getName(), server.api());
                proxy.delete();
            }
        }
    }
}
