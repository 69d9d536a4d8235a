package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.traffic.TrafficPlan.Point;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Packet filters that drop a share of what targets receive, in a table of our own: for kernels without netem. On the way
 * in, because a sender whose own filter drops hears of it, and sends again at once.
 */
final class LossyFilters implements Way {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int ONE = 1_000_000;

    /** Address; nft's lines on standard input. */
    private static final String ADD = Disciplines.FIND + """
            [ -n "$dev" ] || { echo "no interface has the address $1" >&2; exit 1; }
            sed "s/DEV/$dev/" | nft -f -
            """;

    private final TrafficPlan plan;
    private final Shell shell;

    LossyFilters(TrafficPlan plan, FaultContext context) {
        this.plan = plan;
        this.shell = context.power(Shell.class);
    }

    @Override
    public void make() {
        for (Point point : plan.points()) {
            Shell.Result result = shell.run(
                    point.host(),
                    List.of("sh", "-c", ADD, "traffic", point.address()),
                    String.join("\n", lines(plan, point)) + "\n",
                    LIMIT);
            if (!result.ok()) {
                throw new ClusterException("nft on " + point.host() + " refused: " + result.stderr().strip());
            }
        }
    }

    /** What nft does, in its own language, all or nothing; DEV stands for the interface. */
    static List<String> lines(TrafficPlan plan, Point point) {
        String chain = " inet " + plan.mark() + " input ";
        String lost = "numgen random mod " + ONE + " < " + Math.round(plan.amount() * ONE) + " counter drop";
        Stream<String> rules = point.peers().isEmpty()
                ? Stream.of("iifname \"DEV\" " + lost)
                : point.peers().stream().map(peer -> (peer.contains(":") ? "ip6" : "ip") + " saddr " + peer + " " + lost);
        return Stream.concat(
                        Stream.of(
                                "create table inet " + plan.mark(),
                                "add chain" + chain + "{ type filter hook input priority -300; }"),
                        rules.map(rule -> "add rule" + chain + rule))
                .toList();
    }

    /** Removes our table; adding it first makes that the same whether it is there or not. */
    static HostCommand removal(TrafficPlan plan, Point point) {
        return new HostCommand(
                point.host(),
                List.of("sh", "-c", "nft -f - || ! nft list tables >/dev/null 2>&1"),
                "add table inet " + plan.mark() + "\ndelete table inet " + plan.mark() + "\n");
    }

    static String words(TrafficPlan plan) {
        return String.format(Locale.ROOT, "drop %s", Impairment.percent(plan.amount()));
    }

    @Override
    public List<String> there() {
        return plan.points().stream()
                .filter(this::present)
                .map(point -> "table " + plan.mark() + " on " + point.host())
                .toList();
    }

    private boolean present(Point point) {
        Shell.Result tables = shell.run(point.host(), "nft", "list", "tables");
        if (!tables.ok()) {
            throw new ClusterException("nft on " + point.host() + " refused: " + tables.stderr().strip());
        }
        return tables.stdout().lines().map(String::strip).anyMatch(("table inet " + plan.mark())::equals);
    }

    @Override
    public int complete() {
        return plan.points().size();
    }
}
