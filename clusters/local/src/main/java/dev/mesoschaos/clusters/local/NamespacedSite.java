package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider.Request;
import dev.mesoschaos.scenarios.cluster.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Prepares the namespaced network. This process is in the enclosure, and the kernel takes all of it down with it. */
final class NamespacedSite {

    private static final Site.TaskPorts TASK_PORTS = new Site.TaskPorts(31_000, 31_099);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private NamespacedSite() {}

    static Site prepare(Request request, Enclosure.Inside inside, RunFiles files, OpenParts parts) {
        mountWork(files.work(), parts);
        Layout layout = Layout.of(request.spec(), new NamespacePlan());
        if (request.spec().diskMb() > 0) {
            layout.of(Role.AGENT).forEach(agent -> mountDisk(files.disk(agent.name()), request.spec().diskMb()));
        }
        return new Site(
                ClusterIds.of(inside.encloser()),
                inside.kind() == Enclosure.Kind.NAMESPACES ? "namespaces" : "user namespaces",
                layout,
                parts.add(new NamespaceHosts(layout.racks(), request.spec().uplink(), files)),
                links(layout, request.needs()),
                NamespacePlan.HARNESS,
                builder -> log(builder, files),
                NamespacePlan.HARNESS,
                NamespacePlan.MANAGEMENT,
                taskPorts(request.needs()),
                Optional.of(new FabricUplinks(request.spec().uplink())),
                true);
    }

    /** Only the links that faults must be able to reach run through proxies. */
    static LinkPlan links(Layout layout, Set<Capability> needs) {
        return LinkPlan.needed(needs, layout, NamespacePlan.HARNESS, taskPorts(needs).all());
    }

    static Site.TaskPorts taskPorts(Set<Capability> needs) {
        return needs.contains(Capability.APP_LINKS) ? Site.TaskPorts.FEW : TASK_PORTS;
    }

    /** In memory and in this mount namespace only: quick, and gone with the enclosure. */
    private static void mountWork(Path work, OpenParts parts) {
        try {
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new ClusterException(work + " cannot be made: " + e.getMessage(), e);
        }
        parts.add(() -> Files.deleteIfExists(work));
        Command.mustRun(List.of("mount", "-t", "tmpfs", "-o", "mode=755", Enclosure.MOUNTED, work.toString()), "", LIMIT);
        parts.add(() -> Command.mustRun(List.of("umount", "--lazy", work.toString()), "", LIMIT));
    }

    /** Goes with the mount below it. A name of its own keeps it from being taken for that one. */
    private static void mountDisk(Path disk, int sizeMb) {
        try {
            Files.createDirectories(disk);
        } catch (IOException e) {
            throw new ClusterException(disk + " cannot be made: " + e.getMessage(), e);
        }
        Command.mustRun(
                List.of("mount", "-t", "tmpfs", "-o", "mode=755,size=" + sizeMb + "m", Enclosure.MOUNTED + "-disk", disk.toString()),
                "",
                LIMIT);
    }

    private static void log(ProcessBuilder builder, RunFiles files) {
        builder.redirectErrorStream(true);
        builder.redirectOutput(files.log(Site.PROXY).toFile());
    }
}
