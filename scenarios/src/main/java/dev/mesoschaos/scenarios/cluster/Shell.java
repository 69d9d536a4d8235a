package dev.mesoschaos.scenarios.cluster;

import java.time.Duration;
import java.util.List;

/**
 * Commands on a host: the one seam through which faults touch hosts, be they namespaces, containers or reached by SSH.
 *
 * <p>Commands run as the host's superuser, or as whoever runs the cluster where hosts are only played. Some shells reach a host even when its network is cut; one that does not may be
 * cut off by a fault, and then the host's lease undoes it (package {@code lease}).
 */
public interface Shell {

    /**
     * Runs a command to its end.
     *
     * @param host name of the host
     * @param stdin what the command reads; may be empty
     * @param timeout after which it is killed
     * @return what it did, whatever its exit code
     * @throws ClusterException when it could not be run, or was killed at the timeout
     */
    Result run(String host, List<String> command, String stdin, Duration timeout);

    /**
     * Whether hosts share this machine with everybody: what is seen there, such as routes, is not theirs alone, and may
     * change at any time.
     */
    default boolean shared() {
        return false;
    }

    /** Runs a command without input, for at most ten seconds. */
    default Result run(String host, String... command) {
        return run(host, List.of(command), "", Duration.ofSeconds(10));
    }

    /**
     * What a command did.
     *
     * @param exitCode 0 to 255
     */
    record Result(int exitCode, String stdout, String stderr) {

        /** Whether it ended with 0. */
        public boolean ok() {
            return exitCode == 0;
        }
    }
}
