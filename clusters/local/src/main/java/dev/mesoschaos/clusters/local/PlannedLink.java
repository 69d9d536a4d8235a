package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Links;

/**
 * A link that shall run through a proxy.
 *
 * @param from name of the host that dials, or {@code harness}
 * @param to name of the host that is dialled
 * @param service what is dialled there: {@code client}, {@code quorum}, {@code election}, {@code master}, {@code agent},
 *     {@code task-PORT}
 * @param listen where the proxy listens
 * @param upstream where the service listens
 */
record PlannedLink(String from, String to, String service, Address listen, Address upstream) {

    /** The same as faults know it. */
    Links.Link link(String prefix) {
        return new Links.Link(prefix + proxy(), from, to, listen, upstream);
    }

    /** Name of the proxy; of characters that need no escape in a URL. */
    String proxy() {
        return from + "-to-" + to + "-" + service;
    }
}
