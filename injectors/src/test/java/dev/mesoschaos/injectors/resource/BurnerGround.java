package dev.mesoschaos.injectors.resource;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.NamespaceShell;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Three hosts in namespaces, which share their processes and a disk of 64 MB with a daemon on it. Somebody else burns there
 * too, with a mark of which ours is the beginning.
 */
final class BurnerGround {

    private static final String BRIDGE = "bridge0";

    final NamespaceShell shell = new NamespaceShell();
    final FakeCluster cluster = new FakeCluster(List.of(
            new Host("a1", Role.AGENT, "r1", new Address("10.66.0.1", 5051)),
            new Host("a2", Role.AGENT, "r1", new Address("10.66.0.2", 5051)),
            new Host("a3", Role.AGENT, "r2", new Address("10.66.0.3", 5051))));
    final Process daemon;
    private final Path disk;

    BurnerGround(Path directory) throws IOException {
        cluster.powers.put(Shell.class, shell);
        disk = Files.createDirectory(directory.resolve("disk"));
        shell.here("mount", "-t", "tmpfs", "-o", "size=64m", "drill", disk.toString());
        shell.here("ip", "link", "set", "lo", "up");
        shell.here("ip", "link", "add", BRIDGE, "type", "bridge");
        shell.here("ip", "link", "set", BRIDGE, "up");
        for (Host host : cluster.topology().hosts()) {
            shell.add(host.name(), host.service().host(), BRIDGE);
        }
        Path work = Files.createDirectory(disk.resolve("mesos"));
        daemon = shell.start("a1", "sh", "-c", "sleep 1000000; :", "daemon", "--work_dir=" + work);
        shell.start("a1", "env", "MESOS_CHAOS_BURNER=run_7_burn_1_a10.", "sleep", "1000000");
        Files.writeString(disk.resolve(".mesos-chaos.run_7_burn_1_a10"), "another one's");
        await("a daemon and another burner").until(() -> {
            String processes = shell.must("a1", "sh", "-c", "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null; :");
            return processes.contains("burn_1_a10.") && processes.contains("--work_dir=");
        });
    }

    /** A plan for two hosts. */
    BurnPlan plan(BurnerFault fault, String yaml) {
        return Samples.planner(fault, yaml).plan(cluster.targets("a1", "a2"), cluster.situation("burn-1"));
    }

    /** A program that is not there from now on. */
    void hide(String program) {
        shell.here("sh", "-c", "file=$(command -v " + program + ") || exit 0; mount --bind /dev/null \"$file\"");
    }

    /** Mounts something else where the daemon works. */
    void remount(String kind) {
        shell.here("mount", "-t", kind, "drill", disk.resolve("mesos").toString());
    }

    /** All burners and all files, and how much room there is. */
    String looks() {
        return shell.must("a1", "sh", "-c", "grep -lsF MESOS_CHAOS_BURNER= /proc/[0-9]*/environ; ls -lA \"$1\"; df -Pk \"$1\"",
                "looks", disk.toString());
    }
}
