package dev.mesoschaos.scenarios.cluster;

import java.util.List;

/** Connections between hosts that run through a proxy server with Toxiproxy's HTTP API. */
public interface Links {

    /** The name of the harness among hosts, as the one that dials for users. */
    String HARNESS = "harness";

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
     * @param from name of the host that dials, or {@link #HARNESS}
     * @param to name of the host that is dialled
     * @param listen where the proxy listens
     * @param upstream where it leads to: the service as the host advertises it
     */
    record Link(String proxy, String from, String to, Address listen, Address upstream) {}
}
