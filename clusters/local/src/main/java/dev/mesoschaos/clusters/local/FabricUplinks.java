package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Uplinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The uplinks of the namespaced network, which lie in the network namespace of this process.
 *
 * @param bitsPerSecond empty when they are as fast as the machine
 */
record FabricUplinks(OptionalLong bitsPerSecond) implements Uplinks {

    /** Of the columns of /proc/net/dev: eight of what was received come first. */
    private static final int SENT_BYTES = 8;

    @Override
    public long sentBytes(String rack) {
        String name = NamespacePlan.uplink(rack) + ":";
        try {
            return Files.readAllLines(Path.of("/proc/net/dev")).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip().split("\\s+", -1)[SENT_BYTES])
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new ClusterException("there is no uplink of rack " + rack));
        } catch (IOException e) {
            throw new ClusterException("the uplinks' counters cannot be read: " + e.getMessage(), e);
        }
    }
}
