package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Prepares the namespaced network. This process is in the enclosure, and the kernel takes all of it down with it. */
final class NamespacedSite {

    private static final Site.TaskPorts TASK_PORTS = new Site.TaskPorts(31_000, 31_099);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private NamespacedSite() {}

    static Site prepare(Request request, Enclosure.Inside inside, RunFiles files, OpenParts parts) {
        mountWork(files.work(), parts);
        Layout layout = Layout.of(request.spec(), new NamespacePlan());
        Site.TaskPorts ports = request.needs().contains(Capability.APP_LINKS) ? Site.TaskPorts.FEW : TASK_PORTS;
        return new Site(
                ClusterIds.of(inside.encloser()),
                inside.kind() == Enclosure.Kind.NAMESPACES ? "namespaces" : "user namespaces",
                layout,
                parts.add(new NamespaceHosts(layout.racks(), files)),
                LinkPlan.needed(request.needs(), layout, NamespacePlan.HARNESS, ports.all()),
                NamespacePlan.HARNESS,
                builder -> log(builder, files),
                NamespacePlan.HARNESS,
                NamespacePlan.MANAGEMENT,
                ports,
                true);
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

    private static void log(ProcessBuilder builder, RunFiles files) {
        builder.redirectErrorStream(true);
        builder.redirectOutput(files.log(Site.PROXY).toFile());
    }
}
