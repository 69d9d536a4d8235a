package dev.mesoschaos.testbed.proxy;

import java.net.InetSocketAddress;

/**
 * An address as the HTTP interface writes it: {@code host:port}, or {@code :port} for all addresses.
 *
 * @param host name or address, without the brackets of IPv6
 */
record HostPort(String host, int port) {

    /** @throws ApiException in the real server's words when the text is none */
    static HostPort parse(String text) throws ApiException {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new ApiException(500, "listen tcp: address " + text + ": missing port in address");
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port >= 0 && port <= 65535) {
                return new HostPort(text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1"), port);
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of range.
        }
        throw new ApiException(500, "listen tcp: address " + text.substring(colon + 1) + ": invalid port");
    }

    static HostPort of(InetSocketAddress address) {
        return new HostPort(address.getAddress().getHostAddress(), address.getPort());
    }

    InetSocketAddress resolve() {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
