package dev.mesoschaos.injectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Runs within namespaces of its own: partitions a rack of many hosts again and again, beside batches of the same nft or ip
 * commands as somebody would write them by hand, host by host, and prints how the times compare.
 */
final class RackPartitionDrill {

    private static final int ROUNDS = 3;
    private static final int OTHERS = 6;
    private static final String BRIDGE = "bridge0";
    private static final String OURS = "10.66.0.254";
    private static final Path BATCHES = Path.of("/dev/shm/by-hand");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String OURS_BY_HAND = " proto 213 metric 1";

    /** How many times as long as by hand an injection or its undo may take. */
    private static final double MOST = 1.5;

    /** What an abort may take for a hundred hosts. */
    private static final double ABORT_MS = 1_000;

    private final Clock clock = Clock.system();
    private final NetworkPartition fault = new NetworkPartition();
    private final NamespaceShell hosts = new NamespaceShell();
    private final Map<String, List<Double>> tookMs = new LinkedHashMap<>();
    private final FakeCluster cluster;
    private final String[] rack;
    private final List<String> missed = new ArrayList<>();

    private RackPartitionDrill(int size) throws IOException {
        hosts.here("mount", "-t", "tmpfs", "drill", "/dev/shm");
        Files.createDirectory(BATCHES);
        hosts.here("ip", "link", "set", "lo", "up");
        hosts.here("ip", "link", "add", BRIDGE, "type", "bridge");
        hosts.here("ip", "addr", "add", OURS + "/24", "dev", BRIDGE);
        hosts.here("ip", "link", "set", BRIDGE, "up");
        List<Host> all = IntStream.rangeClosed(1, size + OTHERS)
                .mapToObj(i -> new Host("h" + i, Role.AGENT, i <= size ? "r1" : "r2", new Address("10.66.0." + i, 5051)))
                .toList();
        for (Host host : all) {
            hosts.add(host.name(), host.service().host(), BRIDGE);
        }
        cluster = new FakeCluster(all);
        cluster.harness = OURS;
        rack = all.stream().limit(size).map(Host::name).toArray(String[]::new);
    }

    /** Arguments: hosts of the rack. */
    public static void main(String[] args) throws IOException {
        RackPartitionDrill drill = new RackPartitionDrill(Integer.parseInt(args[0]));
        for (int round = 0; round < ROUNDS; round++) {
            drill.round("nftables", "nft", round);
            drill.round("routes", "ip", round);
        }
        drill.tell("nftables");
        drill.tell("routes");
        assertThat(drill.missed).as("figures that are missed").isEmpty();
        System.out.println("DRILLED");
    }

    private void round(String way, String tool, int round) throws IOException {
        cluster.powers.put(Shell.class, hiding(tool, hosts));
        PartitionPlan plan = Samples.partition(cluster, way + "-" + round, "{}", rack);
        String batch = byHand(plan, tool);
        time(way + " by hand, inject", () -> hosts.here("sh", batch + "/inject"));
        time(way + " by hand, undo", () -> hosts.here("sh", batch + "/undo"));

        Leases leases = new Leases(with(hosts), "drill", way + "-" + round, fault.undoOnHosts(plan), Leases.LENGTH);
        time(way + ", arm leases", leases::arm);
        leases.renew(clock, System.err::println);
        Instant injecting = clock.now();
        time(way + ", inject", () -> fault.inject(plan, with(hiding(tool, leases.shell())).context()));
        await(() -> fault.verifyEffect(plan, cluster.context()));
        note(way + ", inject to verified bite", injecting);
        Instant undoing = clock.now();
        time(way + ", undo", leases::undo);
        await(() -> fault.verifyUndone(plan, cluster.context()));
        note(way + ", undo to verified end", undoing);
    }

    private static Shell hiding(String tool, Shell shell) {
        return tool.equals("nft") ? shell : new WithoutNft(shell);
    }

    private FakeCluster with(Shell shell) {
        FakeCluster leased = new FakeCluster(cluster.topology().hosts());
        leased.powers.put(Shell.class, shell);
        return leased;
    }

    private void await(Supplier<Evidence> look) {
        Instant deadline = clock.now().plus(LIMIT);
        Evidence evidence = look.get();
        while (!evidence.holds()) {
            assertThat(clock.now()).as(evidence.detail()).isBefore(deadline);
            evidence = look.get();
        }
    }

    /** The commands of the plan as two scripts, one line for each host. */
    private String byHand(PartitionPlan plan, String tool) throws IOException {
        StringBuilder inject = new StringBuilder("set -e\n");
        StringBuilder undo = new StringBuilder("set -e\n");
        for (PartitionPlan.Drop drop : plan.drops()) {
            Path file = BATCHES.resolve(drop.host());
            String enter = "nsenter -t " + hosts.holders.get(drop.host()) + " -n ";
            if (tool.equals("nft")) {
                String peers = " { " + String.join(", ", drop.peers()) + " } counter drop\n";
                Files.writeString(file, "create table inet hand\n"
                        + "add chain inet hand input { type filter hook input priority -300; }\n"
                        + "add rule inet hand input ip saddr" + peers
                        + "add chain inet hand output { type filter hook output priority -300; }\n"
                        + "add rule inet hand output ip daddr" + peers);
                inject.append(enter).append("nft -f ").append(file).append('\n');
                undo.append(enter).append("nft delete table inet hand\n");
            } else {
                Files.writeString(BATCHES.resolve(drop.host() + ".look"), lines(drop, "show exact ", ""));
                Files.writeString(file, lines(drop, "add blackhole ", OURS_BY_HAND));
                inject.append(enter).append("ip -o -batch ").append(file).append(".look\n");
                inject.append(enter).append("ip -batch ").append(file).append('\n');
                undo.append(enter).append("ip -o route show type blackhole proto 213\n");
                undo.append(enter).append("ip route flush type blackhole").append(OURS_BY_HAND).append('\n');
            }
        }
        Files.writeString(BATCHES.resolve("inject"), inject);
        Files.writeString(BATCHES.resolve("undo"), undo);
        return BATCHES.toString();
    }

    private static String lines(PartitionPlan.Drop drop, String before, String after) {
        return drop.peers().stream()
                .map(peer -> "route " + before + peer + after + "\n")
                .collect(Collectors.joining());
    }

    private void time(String what, Runnable action) {
        Instant from = clock.now();
        action.run();
        note(what, from);
    }

    private void note(String what, Instant from) {
        double took = Duration.between(from, clock.now()).toNanos() / 1e6;
        tookMs.computeIfAbsent(what, unused -> new ArrayList<>()).add(took);
        System.out.printf(Locale.ROOT, "%s: %.0f ms%n", what, took);
    }

    private double median(String what) {
        return tookMs.get(what).stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
    }

    private void tell(String way) {
        System.out.printf(Locale.ROOT, "a rack of %d hosts cut off from %d others with %s, medians of %d:%n",
                rack.length, OTHERS, way, ROUNDS);
        tookMs.keySet().stream().filter(what -> what.startsWith(way)).forEach(what ->
                System.out.printf(Locale.ROOT, "  %-40s %6.0f ms%n", what, median(what)));
        for (String what : List.of("inject", "undo")) {
            double ratio = median(way + ", " + what) / median(way + " by hand, " + what);
            System.out.printf(Locale.ROOT, "  %s takes %.2f times as long as by hand, at most %.2f is allowed%n", what, ratio, MOST);
            missed.addAll(ratio > MOST ? List.of(way + ", " + what) : List.of());
        }
        missed.addAll(median(way + ", undo") > ABORT_MS ? List.of(way + ", abort within a second") : List.of());
    }
}
