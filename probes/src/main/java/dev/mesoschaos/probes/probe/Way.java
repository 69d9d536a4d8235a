package dev.mesoschaos.probes.probe;

/** How an instance is asked. */
enum Way {

    /** {@code GET /} on connections that are kept for later requests. */
    HTTP("http"),

    /** {@code GET /}, each on a connection of its own, which counts for its time. */
    HTTP_CONNECTION_EACH("http"),

    /** A TCP connection. */
    TCP("tcp");

    private final String probe;

    Way(String probe) {
        this.probe = probe;
    }

    /** Id of the probe that asks like that, which its requests bear in the journal. */
    String probe() {
        return probe;
    }

    Exchange through(Outbound outbound) {
        return switch (this) {
            case HTTP -> new HttpExchange(outbound, true);
            case HTTP_CONNECTION_EACH -> new HttpExchange(outbound, false);
            case TCP -> new TcpExchange(outbound);
        };
    }
}
