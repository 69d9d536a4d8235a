package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Toxics of one injection on a Toxiproxy server; recognised by their name, so that nobody else's are touched. */
public final class OwnToxics {

    private final ToxiproxyClient client;
    private final Address api;
    private final String mark;

    public OwnToxics(Address api, String mark) {
        this.client = new ToxiproxyClient(api.host(), api.port());
        this.api = api;
        this.mark = mark;
    }

    /** The name of our toxic in a direction; whole names, as one mark may be the beginning of another. */
    public String name(ToxicDirection direction) {
        return mark + "_" + direction.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Adds toxics to a proxy.
     *
     * @throws ClusterException when the proxy or the whole server is not there
     */
    public void add(String proxy, Adding adding) {
        attempt(() -> {
            adding.to(client.getProxy(proxy));
            return null;
        });
    }

    /** Removes all toxics of ours from all proxies; one that has gone meanwhile is as good. */
    public void remove() {
        attempt(() -> {
            IOException refused = null;
            for (Toxic toxic : ours()) {
                try {
                    toxic.remove();
                } catch (IOException e) {
                    refused = e;
                }
            }
            if (refused != null && !ours().isEmpty()) {
                throw refused;
            }
            return null;
        });
    }

    /**
     * Switches a proxy off: it cuts its connections and refuses new ones. A toxic that harms nothing tells that it was us.
     *
     * @param mark adds that toxic
     * @throws ClusterException when somebody else has switched it off, or the proxy or the whole server is not there
     */
    void switchOff(String name, Adding mark) {
        add(name, proxy -> {
            if (!proxy.isEnabled()) {
                throw new IOException("the proxy " + name + " is disabled already, by somebody else; enable it first");
            }
            mark.to(proxy);
            proxy.disable();
        });
    }

    /** Switches on again what has a toxic of ours, and removes that; what is on, or has none, stays as it is. */
    void switchOn() {
        attempt(() -> {
            IOException refused = null;
            for (Proxy proxy : client.getProxies()) {
                try {
                    for (Toxic toxic : oursOn(proxy)) {
                        if (!proxy.isEnabled()) {
                            proxy.enable();
                        }
                        toxic.remove();
                    }
                } catch (IOException e) {
                    refused = e;
                }
            }
            if (refused != null && !ours().isEmpty()) {
                throw refused;
            }
            return null;
        });
    }

    /** How many toxics of ours there are. */
    public int count() {
        return attempt(() -> ours().size());
    }

    /** How many proxies with a toxic of ours are switched off. */
    int countSwitchedOff() {
        return attempt(() -> {
            int off = 0;
            for (Proxy proxy : client.getProxies()) {
                off += proxy.isEnabled() || oursOn(proxy).isEmpty() ? 0 : 1;
            }
            return off;
        });
    }

    private List<Toxic> ours() throws IOException {
        List<Toxic> ours = new ArrayList<>();
        for (Proxy proxy : client.getProxies()) {
            ours.addAll(oursOn(proxy));
        }
        return ours;
    }

    private List<Toxic> oursOn(Proxy proxy) throws IOException {
        List<String> names = List.of(name(ToxicDirection.UPSTREAM), name(ToxicDirection.DOWNSTREAM));
        return proxy.toxics().getAll().stream().<Toxic>map(toxic -> toxic)
                .filter(toxic -> names.contains(toxic.getName()))
                .toList();
    }

    private <T> T attempt(Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (IOException e) {
            throw new ClusterException("the proxy server at " + api + " refused: " + e.getMessage(), e);
        }
    }

    /** Adds toxics of ours to a proxy. */
    @FunctionalInterface
    public interface Adding {
        void to(Proxy proxy) throws IOException;
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws IOException;
    }
}
