package dev.mesoschaos.testbed.process;

import java.io.PrintStream;
import java.net.InetSocketAddress;

/** The one line on standard output by which a testbed process says where it listens. */
public final class Announcement {

    private static final String PREFIX = "LISTENING ";

    private Announcement() {}

    /** Prints {@code LISTENING ip:port}. Call it once, when connections are accepted. */
    public static void listening(InetSocketAddress address) {
        print(address, System.out);
    }

    static void print(InetSocketAddress address, PrintStream out) {
        out.println(PREFIX + address.getAddress().getHostAddress() + ":" + address.getPort());
        out.flush();
    }

    /**
     * Reads the line that {@link #listening} printed, for the one who started the process.
     *
     * @throws IllegalArgumentException when the line is none
     */
    public static InetSocketAddress parse(String line) {
        int colon = line.lastIndexOf(':');
        if (!line.startsWith(PREFIX) || colon < 0) {
            throw new IllegalArgumentException("'" + line + "' is no announcement: expected LISTENING ip:port");
        }
        return new InetSocketAddress(line.substring(PREFIX.length(), colon), Integer.parseInt(line.substring(colon + 1)));
    }
}
