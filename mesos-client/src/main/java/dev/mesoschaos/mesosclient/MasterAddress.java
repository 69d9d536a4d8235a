package dev.mesoschaos.mesosclient;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a master or an agent listens.
 *
 * @param host name or IP address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record MasterAddress(String host, int port) {

    /** In a URL these would end the host or begin it anew, and lead elsewhere than it seems. */
    private static final Pattern NO_HOST = Pattern.compile("[\\s/?#@\\\\%]");

    public MasterAddress {
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host of a master's address is empty: write host:port");
        }
        if (NO_HOST.matcher(host).find()) {
            throw new IllegalArgumentException("'" + host + "' is no host: write a name or an IP address alone");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " of " + host + " is not between 1 and 65535");
        }
    }

    /**
     * Reads {@code host:port} or {@code [ipv6]:port}.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static MasterAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' has no port: write host:port, such as 10.0.0.1:5050");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + text + "' is ambiguous: write an IPv6 address as [address]:port");
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return new MasterAddress(bracketed ? host.substring(1, host.length() - 1) : host, port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' ends in no port number: write host:port", e);
        }
    }

    /** {@code host:port}, the host in brackets when it is an IPv6 address. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
