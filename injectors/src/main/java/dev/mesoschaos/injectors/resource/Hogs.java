package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;

/**
 * Programs that send datagrams at a fixed rate to the discard port of somebody, found again by their mark. Datagrams need
 * nobody who receives them, and a sender of them does not yield to anybody; bash is all they take.
 */
public record Hogs(Shell shell) {

    /** Bytes of each datagram, and on the wire. */
    public static final int DATAGRAM_BYTES = 1400;

    public static final int WIRE_BYTES = 1442;

    /** Their script, which is that of {@link NetworkHog}. */
    private static final String SCRIPT = "network-hog";

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * Starts one.
     *
     * @param mark unlike that of any other burner on any host
     * @param kbPerSecond of what is in the datagrams
     * @param to IP address
     * @throws ClusterException when the host cannot send
     */
    public void start(String host, String mark, long kbPerSecond, String to) {
        Shell.Result result =
                shell.run(host, BurnerScripts.start(SCRIPT, mark, List.of("" + kbPerSecond, to)), "", LIMIT);
        if (!result.ok()) {
            throw new ClusterException("no traffic from " + host + ": " + result.stderr().strip());
        }
    }

    /** Ends one, be it there or not. */
    public static HostCommand end(String host, String mark) {
        return BurnerScripts.end(host, mark);
    }

    /**
     * Whether one is there.
     *
     * @throws ClusterException when the host does not say
     */
    public boolean sends(String host, String mark) {
        Shell.Result result = shell.run(host, BurnerScripts.left(mark), "", LIMIT);
        if (!result.ok()) {
            throw new ClusterException(host + " does not say whether it sends: " + result.stderr().strip());
        }
        return !result.stdout().isBlank();
    }
}
