package dev.mesoschaos.testbed.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All proxies, by name. For the control thread. */
final class Catalog {

    private final Map<String, Proxy> proxies = new TreeMap<>();
    private final EventLoopGroup loops;
    private final long seed;

    Catalog(EventLoopGroup loops, long seed) {
        this.loops = loops;
        this.seed = seed;
    }

    Collection<Proxy> all() {
        return proxies.values();
    }

    Proxy get(String name) throws ApiException {
        return Optional.ofNullable(proxies.get(name)).orElseThrow(() -> new ApiException(404, "proxy not found"));
    }

    Proxy create(JsonNode request) throws ApiException {
        Proxy proxy = proxy(request, "");
        if (proxies.containsKey(proxy.name())) {
            throw new ApiException(409, "proxy already exists");
        }
        return start(proxy, request);
    }

    /** Creates or replaces each, into {@code done} as far as it comes; one that is there already stays as it is. */
    void populate(JsonNode requests, List<Proxy> done) throws ApiException {
        List<Proxy> wanted = new ArrayList<>();
        for (JsonNode request : requests) {
            wanted.add(proxy(request, " at proxy " + (wanted.size() + 1)));
        }
        for (int i = 0; i < wanted.size(); i++) {
            Proxy existing = proxies.get(wanted.get(i).name());
            done.add(existing != null && same(existing, wanted.get(i))
                    ? existing
                    : start(wanted.get(i), requests.get(i)));
        }
    }

    Proxy update(String name, JsonNode request) throws ApiException {
        Proxy proxy = get(name);
        boolean enabled = Json.truth(request, "enabled").orElse(proxy.enabled());
        String listen = Json.text(request, "listen").orElse(proxy.listen());
        proxy.move(listen, HostPort.parse(Json.text(request, "upstream").orElse(proxy.upstream())));
        if (enabled) {
            proxy.enable();
        } else {
            proxy.disable();
        }
        return proxy;
    }

    void remove(String name) throws ApiException {
        get(name).disable();
        proxies.remove(name);
    }

    /** Enables every proxy and removes every toxic. */
    void reset() throws ApiException {
        for (Proxy proxy : all()) {
            proxy.enable();
            proxy.toxics().clear();
            proxy.apply();
        }
    }

    private Proxy proxy(JsonNode request, String where) throws ApiException {
        String name = required(request, "name", where);
        HostPort upstream = HostPort.parse(required(request, "upstream", where));
        return new Proxy(name, Json.text(request, "listen").orElse(""), upstream, loops, seed);
    }

    private Proxy start(Proxy proxy, JsonNode request) throws ApiException {
        boolean enabled = Json.truth(request, "enabled").orElse(true);
        Proxy existing = proxies.get(proxy.name());
        if (existing != null) {
            existing.disable();
        }
        if (enabled) {
            proxy.enable();
        }
        proxies.put(proxy.name(), proxy);
        return proxy;
    }

    private static boolean same(Proxy one, Proxy other) {
        return one.listen().equals(other.listen()) && one.upstream().equals(other.upstream());
    }

    private static String required(JsonNode request, String key, String where) throws ApiException {
        return Json.text(request, key).filter(text -> !text.isEmpty())
                .orElseThrow(() -> ApiException.missingField(key + where));
    }
}
