package dev.mesoschaos.clusters.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Identities of embedded clusters: boot of the machine, and id and start time of the process the cluster dies with. No
 * two clusters ever have the same, and it can be told from the identity whether the cluster is still there.
 */
final class ClusterIds {

    private static final String PREFIX = "local-";
    private static final int BOOT_LENGTH = 8;

    /** What an identity looks like. */
    static final String PATTERN = PREFIX + "[0-9a-f]{" + BOOT_LENGTH + "}-[0-9]+-[0-9]+";

    private static final int STATE_FIELD = 3;
    private static final int START_TIME_FIELD = 22;
    /** A process that has ended may stay in the table for as long as its parent does not ask how. */
    private static final String ZOMBIE = "Z";

    private ClusterIds() {}

    /** Of a cluster that dies with this process. */
    static String ofThisProcess() {
        long pid = ProcessHandle.current().pid();
        return of(pid + "-" + startTime(Long.toString(pid)));
    }

    /**
     * Of a cluster that dies with another process.
     *
     * @param process its id and start time, joined by a hyphen
     */
    static String of(String process) {
        return PREFIX + boot() + "-" + process;
    }

    /** Whether it is the identity of a cluster that this machine has opened since it was started. */
    static boolean ofThisBoot(String clusterId) {
        return clusterId.startsWith(PREFIX + boot() + "-");
    }

    /** Whether the process is still there; can be told only outside of enclosures. */
    static boolean exists(String clusterId) {
        String[] parts = clusterId.split("-", -1);
        return clusterId.startsWith(PREFIX)
                && parts.length == 4
                && parts[1].equals(boot())
                && parts[3].equals(startTime(parts[2]));
    }

    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id"), UTF_8).substring(0, BOOT_LENGTH);
        } catch (IOException e) {
            throw new ClusterException("/proc cannot be read: the embedded cluster needs Linux", e);
        }
    }

    /** In the kernel's ticks; empty when there is no such process any more. */
    private static String startTime(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"), UTF_8);
            // The second field is the program's name in parentheses, which may hold anything.
            String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return afterName[0].equals(ZOMBIE) ? "" : afterName[START_TIME_FIELD - STATE_FIELD];
        } catch (IOException e) {
            return "";
        }
    }
}
