package dev.mesoschaos.scenarios.cluster;

/**
 * Where a service listens.
 *
 * @param host IP address or name
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("expected host:port, got '" + text + "'");
        }
        return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
