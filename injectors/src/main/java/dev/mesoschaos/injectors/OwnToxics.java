package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Toxics of one injection on a Toxiproxy server; recognised by their name, so that nobody else's are touched. */
final class OwnToxics {

    private final ToxiproxyClient client;
    private final Address api;
    private final String mark;

    OwnToxics(Address api, String mark) {
        this.client = new ToxiproxyClient(api.host(), api.port());
        this.api = api;
        this.mark = mark;
    }

    /** Adds toxics to a proxy; a proxy that is not there any more has no link to poison. */
    void add(String proxy, Adding adding) {
        attempt(() -> {
            Proxy found = client.getProxyOrNull(proxy);
            if (found != null) {
                adding.to(found, mark);
            }
            return null;
        });
    }

    /** Removes all toxics of ours from all proxies. */
    void remove() {
        attempt(() -> {
            for (Toxic toxic : ours()) {
                toxic.remove();
            }
            return null;
        });
    }

    /** How many toxics of ours there are. */
    int count() {
        return attempt(() -> ours().size());
    }

    private List<Toxic> ours() throws IOException {
        List<Toxic> ours = new ArrayList<>();
        for (Proxy proxy : client.getProxies()) {
            for (Toxic toxic : proxy.toxics().getAll()) {
                if (toxic.getName().startsWith(mark)) {
                    ours.add(toxic);
                }
            }
        }
        return ours;
    }

    private <T> T attempt(Attempt<T> attempt) {
        try {
            return attempt.run();
        } catch (IOException e) {
            throw new ClusterException("the proxy server at " + api + " refused: " + e.getMessage(), e);
        }
    }

    /** Adds toxics whose names start with a mark. */
    @FunctionalInterface
    interface Adding {
        void to(Proxy proxy, String mark) throws IOException;
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws IOException;
    }
}
