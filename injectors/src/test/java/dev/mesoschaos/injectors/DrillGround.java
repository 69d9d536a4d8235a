package dev.mesoschaos.injectors;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Supervision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hosts on a bridge, in an enclosure whose shared memory is its own. They have one clock, and one disk of 8 MB. */
final class DrillGround {

    static final String OURS = "10.66.0.254";
    static final int PORT = 5051;
    private static final String BRIDGE = "bridge0";
    private static final String LEASES = "/dev/shm";
    private static final String LOOK = "hash nft 2>/dev/null && nft list tables; "
            + "ip -o route show table all type blackhole; tc qdisc show dev eth0";

    /** More than passes while a clock is wrong, and less than it is wrong by. */
    private static final double CLOCK_MAY_LOSE_SECONDS = 12 * 3600;

    final NamespaceShell shell = new NamespaceShell();
    final List<Host> hosts = hosts();
    private final DrillDaemons daemons;
    private final Path disk;
    private final PlayedClock clock;
    private final String before;

    DrillGround() throws IOException {
        shell.here("mount", "-t", "tmpfs", "drill", LEASES);
        shell.here("ip", "link", "set", "lo", "up");
        shell.here("ip", "link", "add", BRIDGE, "type", "bridge");
        shell.here("ip", "addr", "add", OURS + "/24", "dev", BRIDGE);
        shell.here("ip", "link", "set", BRIDGE, "up");
        for (Host host : hosts) {
            shell.add(host.name(), host.service().host(), BRIDGE);
        }
        daemons = new DrillDaemons(shell);
        disk = Files.createDirectory(DrillDaemons.SUPERVISION.directory().resolve("disk"));
        shell.here("mount", "-t", "tmpfs", "-o", "size=8m", "disk", disk.toString());
        shell.start("a1", "sh", "-c", "sleep 1000000; :", "daemon",
                "--work_dir=" + Files.createDirectory(disk.resolve("mesos")));
        clock = PlayedClock.in(Files.createDirectory(DrillDaemons.SUPERVISION.directory().resolve("time")));
        shell.here("sh", "-c", "mount --bind \"$0\" \"$(command -v date)\"", clock.program().toString());
        await("one task").until(() -> looks().endsWith("tasks: 1"));
        before = looks();
    }

    private static List<Host> hosts() {
        return Stream.concat(
                        IntStream.rangeClosed(1, 6)
                                .mapToObj(i -> new Host("a" + i, Role.AGENT, "r" + i, new Address("10.66.0." + i, PORT))),
                        DrillDaemons.hosts().stream())
                .toList();
    }

    /** A cluster of some of the hosts. */
    static FakeCluster cluster(String... names) {
        FakeCluster cluster = new FakeCluster(hosts().stream()
                .filter(host -> List.of(names).contains(host.name()))
                .toList());
        cluster.harness = OURS;
        cluster.powers.put(Supervision.class, DrillDaemons.SUPERVISION);
        return cluster;
    }

    /** All that is not as it was before: hosts that look different, files and processes of leases. */
    List<String> residue() throws IOException {
        List<String> residue = new ArrayList<>();
        String now = looks();
        if (!now.equals(before)) {
            residue.add(now);
        }
        try (Stream<Path> leases = Files.list(Path.of(LEASES)); Stream<Path> processes = Files.list(Path.of("/proc"))) {
            leases.filter(path -> !path.equals(DrillDaemons.SUPERVISION.directory()))
                    .map(Path::toString)
                    .forEach(residue::add);
            processes.map(DrillGround::commandLine)
                    .filter(line -> line.contains(LEASES + "/mesos-chaos"))
                    .forEach(residue::add);
        }
        return residue;
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** How the hosts look now; counters apart. */
    private String looks() throws IOException {
        Map<String, String> looks = new ConcurrentSkipListMap<>();
        AllOf.atOnce(hosts.stream().map(host -> () ->
                looks.put(host.name(), shell.must(host.name(), "sh", "-c", LOOK))));
        looks.put("processes", shell.must("a1", "sh", "-c", "grep -lsF MESOS_CHAOS_BURNER= /proc/[0-9]*/environ; :"));
        looks.put("disk", shell.must("a1", "ls", "-A", disk.toString()));
        looks.put("clock", Math.abs(clock.now() - PlayedClock.NOON) < CLOCK_MAY_LOSE_SECONDS ? "right" : "wrong");
        return looks + daemons.looks();
    }
}
