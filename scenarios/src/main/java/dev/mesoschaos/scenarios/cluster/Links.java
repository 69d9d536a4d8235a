package dev.mesoschaos.scenarios.cluster;

import java.util.List;

/** Connections between hosts that run through a proxy server with Toxiproxy's HTTP API. */
public interface Links {

    /** Where the proxy server's API listens. */
    Address api();

    /** {@code toxiproxy} for the real server, {@code embedded} for the project's own, with its version. */
    String server();

    /** The links that exist now. */
    List<Link> all();

    /**
     * One proxied link.
     *
     * @param proxy name of the proxy on the server
     * @param from name of the host that dials, or {@code harness}
     * @param to name of the host that is dialled
     * @param listen where the proxy listens
     */
    record Link(String proxy, String from, String to, Address listen) {}
}
