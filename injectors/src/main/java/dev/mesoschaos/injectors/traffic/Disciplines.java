package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.traffic.TrafficPlan.Point;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Queueing disciplines on the interface that carries a target's service address.
 *
 * <p>When everybody is meant, ours is the root. When only some peers are, the root is an htb that lets everything pass,
 * ARP and the like included, but what is sent to the peers: that goes through a class with ours. Neither replaces
 * anything: over a root that is not the kernel's own default, the kernel refuses an addition.
 */
final class Disciplines implements Way {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Sets {@code dev} to the interface with the address $1, or to nothing. */
    static final String FIND = "dev=$(ip -o addr show to \"$1\" | { read -r _ dev _; echo \"$dev\"; })\n";

    /** Address; tc's lines on standard input. What the kernel made by itself has the handle 0. */
    private static final String ADD = FIND + """
            [ -n "$dev" ] || { echo "no interface has the address $1" >&2; exit 1; }
            foreign=$(tc qdisc show dev "$dev" | grep ' root' | grep -v '^qdisc [a-z_0-9]* 0: ')
            [ -z "$foreign" ] || { echo "$dev has a queueing discipline already: $foreign" >&2; exit 1; }
            sed "s/DEV/$dev/" | tc -batch -
            """;

    /** Address, kind and handle of the root, kind and handle of what hangs on it. */
    private static final String REMOVE = "command -v tc >/dev/null || exit 0\n" + FIND + """
            if [ -z "$dev" ]; then
                ! tc qdisc show | grep "^qdisc $2 $3: dev .* root"
                exit
            fi
            tc qdisc show dev "$dev" | grep -q "^qdisc $2 $3: root" || exit 0
            foreign=$(tc qdisc show dev "$dev" | grep " parent $3:" | grep -v "^qdisc $4 $5: parent $3:1 ")
            [ -z "$foreign" ] || { echo "on ours on $dev hangs somebody else's: $foreign" >&2; exit 1; }
            tc qdisc del dev "$dev" root handle "$3:"
            """;

    private static final String SHOW = FIND + "tc -s qdisc show dev \"$dev\"\n";

    private final TrafficPlan plan;
    private final Shell shell;

    Disciplines(TrafficPlan plan, FaultContext context) {
        this.plan = plan;
        this.shell = context.power(Shell.class);
    }

    @Override
    public void make() {
        for (Point point : plan.points()) {
            Shell.Result result =
                    shell.run(point.host(), script(ADD, point.address()), String.join("\n", lines(plan, point)) + "\n", LIMIT);
            if (!result.ok()) {
                throw new ClusterException("tc on " + point.host() + " refused: " + result.stderr().strip());
            }
        }
    }

    /** What tc does, in its own language; DEV stands for the interface. */
    static List<String> lines(TrafficPlan plan, Point point) {
        String root = hex(plan.handle()) + ":";
        if (point.peers().isEmpty()) {
            return List.of("qdisc add dev DEV root handle " + root + " " + plan.discipline());
        }
        List<String> lines = new ArrayList<>(List.of(
                "qdisc add dev DEV root handle " + root + " htb default 0",
                "class add dev DEV parent " + root + " classid " + root + "1 htb rate 100gbit quantum 60000",
                "qdisc add dev DEV parent " + root + "1 handle " + hex(plan.handle() + 1) + ": " + plan.discipline()));
        for (String peer : point.peers()) {
            String match = peer.contains(":")
                    ? "protocol ipv6 prio 2 u32 match ip6 dst " + peer + "/128"
                    : "protocol ip prio 1 u32 match ip dst " + peer + "/32";
            lines.add("filter add dev DEV parent " + root + " " + match + " flowid " + root + "1");
        }
        return lines;
    }

    /** Removes our root with what hangs on it, when it is ours by kind, handle and what hangs on it. */
    static HostCommand removal(TrafficPlan plan, Point point) {
        return new HostCommand(
                point.host(),
                script(REMOVE, point.address(), rootKind(plan, point), hex(plan.handle()), kind(plan),
                        hex(plan.handle() + 1)),
                "");
    }

    @Override
    public List<String> there() {
        return plan.points().stream()
                .filter(point -> counters(point).isPresent())
                .map(point -> kind(plan) + " " + hex(plan.handle()) + ": on " + point.host())
                .toList();
    }

    @Override
    public int complete() {
        return plan.points().size();
    }

    /** What our discipline has done at a target so far; empty when it is not there. */
    Optional<Counters> counters(Point point) {
        Shell.Result shown = shell.run(point.host(), script(SHOW, point.address()), "", LIMIT);
        if (!shown.ok()) {
            throw new ClusterException("tc on " + point.host() + " refused: " + shown.stderr().strip());
        }
        String ours = point.peers().isEmpty()
                ? "qdisc " + kind(plan) + " " + hex(plan.handle()) + ": root"
                : "qdisc " + kind(plan) + " " + hex(plan.handle() + 1) + ": parent " + hex(plan.handle()) + ":1 ";
        return Counters.of(ours, shown.stdout());
    }

    private static List<String> script(String text, String... arguments) {
        return Stream.concat(Stream.of("sh", "-c", text, "traffic"), Stream.of(arguments)).toList();
    }

    private static String rootKind(TrafficPlan plan, Point point) {
        return point.peers().isEmpty() ? kind(plan) : "htb";
    }

    private static String kind(TrafficPlan plan) {
        return plan.discipline().substring(0, plan.discipline().indexOf(' '));
    }

    private static String hex(int handle) {
        return Integer.toHexString(handle).toLowerCase(Locale.ROOT);
    }
}
