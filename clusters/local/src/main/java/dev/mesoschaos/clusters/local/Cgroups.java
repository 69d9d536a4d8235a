package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Control groups of version 1, the only ones that Mesos 1.11 knows, below one group of ours per cluster.
 *
 * @param hierarchy directory in which each controller is mounted; empty where a cluster cannot have groups
 * @param cluster name of the cluster's group
 */
record Cgroups(Optional<Path> hierarchy, String cluster) implements AutoCloseable {

    /** None. */
    static final Cgroups NONE = new Cgroups(Optional.empty(), "");

    /** Where controllers are mounted nearly everywhere. */
    static final Path USUAL = Path.of("/sys/fs/cgroup");

    private static final String OURS = "mesos-chaos";
    private static final List<String> CONTROLLERS = List.of("cpu", "cpuacct", "memory", "freezer");

    /**
     * What this machine gives a cluster.
     *
     * @param hierarchy such as {@code /sys/fs/cgroup}
     */
    static Cgroups of(Path hierarchy, String clusterId) {
        return areIn(hierarchy) ? new Cgroups(Optional.of(hierarchy), clusterId) : NONE;
    }

    /** Whether this process may make some. */
    static boolean areIn(Path hierarchy) {
        return CONTROLLERS.stream().map(hierarchy::resolve).allMatch(Files::isWritable);
    }

    /** Whether the agents of a cluster are to keep their tasks in some. */
    static boolean wanted(ClusterSpec spec) {
        return spec.agentFlags().getOrDefault("isolation", "").contains("cgroups/");
    }

    /** Removes what clusters have left that did not end in order. Ask outside of enclosures. */
    static void sweep(Path hierarchy) {
        for (Path group : ours(hierarchy)) {
            try (Stream<Path> clusters = Files.list(group)) {
                clusters.filter(Files::isDirectory)
                        .filter(path -> !ClusterIds.exists(path.getFileName().toString()))
                        .forEach(Cgroups::remove);
            } catch (IOException e) {
                throw new ClusterException(group + " cannot be read: " + e.getMessage(), e);
            }
            removeIfEmpty(group);
        }
    }

    /** The root group of an agent, below each controller. */
    String root(String host) {
        return OURS + "/" + cluster + "/" + host;
    }

    /** Removes the cluster's groups; no process may be left in them. */
    @Override
    public void close() {
        hierarchy.ifPresent(root -> ours(root).forEach(group -> {
            remove(group.resolve(cluster));
            removeIfEmpty(group);
        }));
    }

    private static List<Path> ours(Path hierarchy) {
        return CONTROLLERS.stream()
                .map(controller -> hierarchy.resolve(controller).resolve(OURS))
                .filter(Files::isDirectory)
                .toList();
    }

    /** A group is removed like a directory, but its files go with it. */
    private static void remove(Path group) {
        if (!Files.isDirectory(group)) {
            return;
        }
        try (Stream<Path> below = Files.walk(group)) {
            for (Path path : below.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ClusterException(group + " cannot be removed, remove it with rmdir: " + e.getMessage(), e);
        }
    }

    private static void removeIfEmpty(Path group) {
        try (Stream<Path> below = Files.list(group)) {
            if (below.noneMatch(Files::isDirectory)) {
                Files.delete(group);
            }
        } catch (IOException | UncheckedIOException e) {
            // Another cluster has just come or gone; the last one removes it.
        }
    }
}
