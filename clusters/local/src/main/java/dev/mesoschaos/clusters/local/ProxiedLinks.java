package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Links;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The planned links on a proxy server. */
final class ProxiedLinks implements Links, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProxiedLinks.class);

    private final ProxyServer server;
    private final LinkPlan plan;
    private final String prefix;

    /**
     * Prepares links; {@link #make} makes them.
     *
     * @param clusterId keeps the names of two clusters apart on a server that both use
     */
    ProxiedLinks(ProxyServer server, LinkPlan plan, String clusterId) {
        this.server = server;
        this.plan = plan;
        this.prefix = server.process().isPresent() ? "" : LeftProxies.prefix(clusterId);
    }

    /** Makes a proxy for each link; proxies of clusters that are gone make room for them. */
    void make() {
        if (server.process().isEmpty()) {
            LeftProxies.sweep(server);
        }
        ToxiproxyClient client = server.client();
        for (PlannedLink link : plan.links()) {
            try {
                client.createProxy(prefix + link.proxy(), link.listen().toString(), link.upstream().toString());
            } catch (IOException e) {
                throw new ClusterException("the proxy " + link.proxy() + " cannot be made at " + server.api() + ": "
                        + e.getMessage() + "; is " + link.listen() + " in use?", e);
            }
        }
    }

    @Override
    public Address api() {
        return server.api();
    }

    @Override
    public String server() {
        return server.words();
    }

    @Override
    public List<Link> all() {
        return plan.links().stream().map(link -> link.link(prefix)).toList();
    }

    /** Removes the proxies from the user's server, or ends the server that was started for them. */
    @Override
    public void close() {
        if (server.process().isEmpty()) {
            all().forEach(link -> remove(link.proxy()));
        }
        server.close();
    }

    private void remove(String name) {
        try {
            Proxy proxy = server.client().getProxyOrNull(name);
            if (proxy != null) {
                proxy.delete();
            }
        } catch (IOException e) {
            LOG.warn("the proxy {} stays on {}: {}", name, server.api(), e.getMessage());
        }
    }
}
