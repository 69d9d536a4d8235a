package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the engine's process runs in: namespaces of its own, or nothing.
 *
 * @param words for the report
 * @param command runs the command appended to it
 */
record Enclosure(Kind kind, String words, List<String> command) {

    /** The user's choice of a network: {@code auto}, {@code namespaces} or {@code proxied}. */
    static final String NETWORK = "cluster.network";

    /** Why the network is proxied when it was not the user who chose; set by this project only. */
    static final String REASON = "cluster.network.reason";

    /** In the environment of what runs inside: kind, process id and start time of the enclosing process. */
    static final String VARIABLE = "MESOS_CHAOS_ENCLOSURE";

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);
    private static final List<String> UNSHARE =
            List.of("--mount", "--net", "--pid", "--uts", "--ipc", "--fork", "--mount-proc", "--kill-child");
    /** Name of the memory file systems that are mounted inside: their mount points go with the enclosure. */
    static final String MOUNTED = "mesos-chaos";

    /** The first process inside: takes in orphans, and removes mount points that a killed engine could not. */
    private static final String FIRST_PROCESS = """
            "$@"
            status=$?
            sed -n "s/^mesos-chaos \\([^ ]*\\) tmpfs .*/\\1/p" /proc/mounts | while read -r point; do
                point=$(printf "%b" "$point")
                umount -l "$point" && rmdir "$point"
            done
            exit $status
            """;

    /**
     * Ctrl-C signals all processes of the foreground. Only the harness may hear it: a cluster whose daemons have ended
     * cannot be undone any more.
     */
    private static final List<String> OUT_OF_REACH = List.of("setsid");

    private static final List<String> AS_USER = List.of("--user", "--map-root-user");
    private static final List<String> TRIAL = List.of("sh", "-c",
            "ip link add type veth && ip link add type bridge && command -v nsenter mount hostname >/dev/null");

    /** What encloses. */
    enum Kind {
        NAMESPACES,
        USER_NAMESPACES,
        PROXIED
    }

    Enclosure {
        command = List.copyOf(command);
    }

    /**
     * Chooses by trying what is allowed here.
     *
     * @throws ClusterException when the setting is unknown, or namespaces are asked for and not to be had
     */
    static Enclosure choose(Map<String, String> settings) {
        return choose(settings, command -> Command.run(command, "", LONG_ENOUGH));
    }

    static Enclosure choose(Map<String, String> settings, Function<List<String>, Shell.Result> trial) {
        String network = settings.getOrDefault(NETWORK, "auto");
        return switch (network) {
            case "proxied" -> proxied(settings.getOrDefault(REASON, "asked for"));
            case "namespaces" -> namespaces(trial)
                    .orElseThrow(() -> new ClusterException(NETWORK + "=namespaces is not possible: " + obstacle(trial)));
            case "auto" -> settings.containsKey(ProxyServer.ADDRESS)
                    ? proxied(ProxyServer.ADDRESS + " cannot be reached from namespaces")
                    : namespaces(trial).orElseGet(() -> proxied(obstacle(trial)));
            default -> throw new ClusterException(
                    NETWORK + "=" + network + " is unknown: use auto, namespaces or proxied");
        };
    }

    /** The enclosing process of a process with this environment. */
    static Optional<Inside> inside(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE)).map(text -> {
            String[] parts = text.split(":", 2);
            return new Inside(Kind.valueOf(parts[0]), parts[1]);
        });
    }

    private static Enclosure proxied(String reason) {
        return new Enclosure(Kind.PROXIED, "proxied (" + reason + ")", OUT_OF_REACH);
    }

    private static Optional<Enclosure> namespaces(Function<List<String>, Shell.Result> trial) {
        if (succeeds(trial, unshare(List.of(), TRIAL))) {
            return Optional.of(new Enclosure(Kind.NAMESPACES, "namespaces", enclosing(Kind.NAMESPACES, "")));
        }
        if (succeeds(trial, unshare(AS_USER, TRIAL))) {
            String flags = String.join(" ", AS_USER) + " ";
            return Optional.of(
                    new Enclosure(Kind.USER_NAMESPACES, "user namespaces", enclosing(Kind.USER_NAMESPACES, flags)));
        }
        return Optional.empty();
    }

    /** The process outside keeps its id over {@code exec}, so that both sides know with whom all inside dies. */
    private static List<String> enclosing(Kind kind, String flags) {
        String script = VARIABLE + "=" + kind + ":$$-$(cut -d' ' -f22 /proc/$$/stat); export " + VARIABLE + "; "
                + "exec unshare " + flags + String.join(" ", UNSHARE) + " -- sh -c '" + FIRST_PROCESS
                + "' enclosure \"$@\"";
        return Stream.concat(OUT_OF_REACH.stream(), Stream.of("sh", "-c", script, "enclosure")).toList();
    }

    private static List<String> unshare(List<String> flags, List<String> command) {
        return Stream.of(List.of("unshare"), flags, UNSHARE, List.of("--"), command)
                .flatMap(List::stream)
                .toList();
    }

    private static boolean succeeds(Function<List<String>, Shell.Result> trial, List<String> command) {
        try {
            return trial.apply(command).ok();
        } catch (ClusterException e) {
            return false;
        }
    }

    /** Why there are no namespaces and what would change it. */
    private static String obstacle(Function<List<String>, Shell.Result> trial) {
        if (!succeeds(trial, List.of("unshare", "--version"))) {
            return "unshare is missing: install util-linux";
        }
        if (!succeeds(trial, List.of("ip", "-V"))) {
            return "ip is missing: install iproute2";
        }
        return succeeds(trial, List.of("unshare", "--user", "--map-root-user", "true"))
                ? "namespaces without bridges are not enough: load the kernel modules veth and bridge, "
                        + "and allow user namespaces their capabilities"
                : "user namespaces are not allowed here: run as root, or set the sysctl user.max_user_namespaces";
    }

    /**
     * Where a process is.
     *
     * @param encloser process id and start time of the enclosing process, as seen outside
     */
    record Inside(Kind kind, String encloser) {}
}
