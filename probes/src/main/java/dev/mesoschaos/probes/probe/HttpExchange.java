package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** {@code GET /} and its whole answer, on connections that are kept for later requests or made for each. */
final class HttpExchange implements Exchange {

    private final Outbound outbound;
    private final boolean reuse;
    private final Map<Address, HttpConnections> byAddress = new HashMap<>();

    /**
     * Asks by connections of an {@code outbound}.
     *
     * @param reuse whether a connection serves many requests, one after another
     */
    HttpExchange(Outbound outbound, boolean reuse) {
        this.outbound = outbound;
        this.reuse = reuse;
    }

    @Override
    public void ask(Address to, Consumer<Outcome> ended) {
        HttpConnections connections =
                byAddress.computeIfAbsent(to, address -> new HttpConnections(outbound, address));
        HttpRequest request = new HttpRequest(to, reuse, ended, connections::free);
        request.endsBy(outbound.afterTimeout(() -> request.ended(Outcome.TIMEOUT)));
        connections.send(request);
    }
}
