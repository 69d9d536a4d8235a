package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.network.Rift.Direction;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands of one {@link PartitionPlan.Drop}, one for all of it: with nftables in a table of our own, or without them
 * with blackhole routes, which drop only what a host sends. Our routes have a protocol number of ours and a metric of the
 * injection; a route of anybody else to a peer, which might count for more, is refused.
 *
 * @param metric of the injection's routes
 */
record DropScript(PartitionPlan.Drop drop, String table, long metric) {

    /** From the range that rtnetlink.h leaves to programs, and no routing daemon it names uses this one. */
    private static final String PROTOCOL = "213";

    /** An ip that cannot flush like this has made no routes of ours, so that its failure counts only where there are some. */
    private static final String UNDO = """
            failed=0
            nft "add table inet $1; delete table inet $1" || ! nft list tables >/dev/null 2>&1 || failed=1
            metric=$2
            shift 2
            command -v ip >/dev/null || exit $failed
            for family; do
                ip "$family" route flush type blackhole proto 213 metric "$metric" && continue
                routes=$(ip -o "$family" route show type blackhole proto 213) || failed=1
                case $routes in
                    *" metric $metric "*) failed=1 ;;
                esac
            done
            exit $failed
            """;

    private static final String LOOK = """
            nft list table inet "$1" 2>/dev/null
            shift
            command -v ip >/dev/null || exit 0
            for family; do
                ip -o "$family" route show type blackhole proto 213 || exit
            done
            """;

    /** All that drops packets on a host because of this project, whoever's run it is. */
    private static final String EVERYTHING = """
            for table in $(nft list tables 2>/dev/null | sed -n 's/^table inet \\(mesos_chaos_.*\\)$/\\1/p'); do
                nft list table inet "$table"
            done
            command -v ip >/dev/null || exit 0
            for family in -4 -6; do
                ip -o "$family" route show type blackhole proto 213
            done
            """;

    static DropScript of(PartitionPlan.Drop drop, PartitionPlan plan) {
        return new DropScript(drop, plan.mark(), plan.metric());
    }

    /** Makes the drop. An old ip that knows no metric to flush by would fail to undo, so it has to show that before. */
    HostCommand make() {
        return new HostCommand(drop.host(), List.of("sh"), String.join(
                "\n",
                "nft -f - <<'FILTER' && exit",
                filter(),
                "FILTER",
                "nft list tables >/dev/null 2>&1 && exit 1",
                drop.direction() == Direction.IN ? withoutFilter() : routes(),
                ""));
    }

    /** Removes what is there of it; a host may lack each of the tools. */
    HostCommand undo() {
        return new HostCommand(
                drop.host(),
                words(Stream.of("sh", "-c", UNDO, "undo", table, "" + metric), families()),
                "");
    }

    /** Says what is there of it, for {@link HostLook}. */
    HostCommand look() {
        return new HostCommand(drop.host(), words(Stream.of("sh", "-c", LOOK, "look", table), families()), "");
    }

    /** Says what all partitions do on a host, in the words of nft and ip. */
    static HostCommand everything(String host) {
        return new HostCommand(host, List.of("sh", "-c", EVERYTHING, "everything"), "");
    }

    private String filter() {
        Stream<String> input = drop.direction() == Direction.OUT
                ? chain("input", "saddr", "counter")
                : chain("input", "saddr", "counter drop");
        Stream<String> output =
                drop.direction() == Direction.IN ? Stream.of() : chain("output", "daddr", "counter drop");
        return Stream.of(Stream.of("create table inet " + table), input, output)
                .flatMap(UnaryOperator.identity())
                .collect(Collectors.joining("\n"));
    }

    private Stream<String> chain(String hook, String side, String verdict) {
        return Stream.concat(
                Stream.of("add chain inet " + table + " " + hook + " { type filter hook " + hook + " priority -300; }"),
                families().map(family -> "add rule inet " + table + " " + hook + (family.equals("-6") ? " ip6 " : " ip ")
                        + side + " { " + String.join(", ", peers(family)) + " } " + verdict));
    }

    private String withoutFilter() {
        return drop.filterOnly()
                ? "echo 'routes cannot drop what comes in: install nftables' >&2\nexit 1"
                : "exit 0";
    }

    private String routes() {
        return String.join(
                "\n",
                "ip -o -batch - <<'LOOK' | while read -r route; do",
                lines(peer -> "route show exact " + peer),
                "LOOK",
                "case $route in *' proto " + PROTOCOL + " '*) ;; *) echo \"there is a route that is not ours: $route\" >&2",
                "exit 1 ;; esac",
                "done || exit",
                "ip -batch - <<'ROUTES'",
                "route flush type blackhole proto " + PROTOCOL + " metric " + metric,
                lines(peer -> "route add blackhole " + peer + " proto " + PROTOCOL + " metric " + metric),
                "ROUTES");
    }

    private String lines(UnaryOperator<String> line) {
        return drop.peers().stream().map(line).collect(Collectors.joining("\n"));
    }

    private Stream<String> families() {
        return Stream.of("-4", "-6").filter(family -> !peers(family).isEmpty());
    }

    private List<String> peers(String family) {
        return drop.peers().stream().filter(peer -> peer.contains(":") == family.equals("-6")).toList();
    }

    private static List<String> words(Stream<String> first, Stream<String> more) {
        return Stream.concat(first, more).toList();
    }
}
