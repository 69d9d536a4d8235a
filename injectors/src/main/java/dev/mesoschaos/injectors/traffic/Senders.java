package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.traffic.UplinkPlan.Sender;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;

/**
 * Programs that send datagrams at a fixed rate to a port where nobody listens, until their file is removed.
 *
 * <p>Datagrams need nobody who receives them, and a sender of them does not yield to anybody; bash is all they take. The
 * file is what undoes them: whoever removes it need not know, and cannot hit, any process.
 */
record Senders(Shell shell) {

    /** Of a datagram on the wire, and of what is in it. */
    static final int WIRE_BYTES = 1442;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Address, file, datagrams a second. What is overdue after a stall is dropped, but for a tenth of a second's worth. */
    private static final String SEND = """
            exec 3>"/dev/udp/$1/9" 4<> <(:) || exit
            datagram=$(printf %1399s)
            sent=0
            start=${EPOCHREALTIME//[!0-9]/}
            while [ -e "$2" ]; do
                now=${EPOCHREALTIME//[!0-9]/}
                due=$(((now - start) * $3 / 1000000))
                ((due - sent > $3 / 10)) && sent=$((due - $3 / 10))
                for ((; sent < due; sent++)); do echo "$datagram" >&3; done
                read -r -t 0.005 -u 4
            done 2>/dev/null
            """;

    /** File, then what {@link #SEND} is given. */
    private static final String START = """
            [ -n "$EPOCHREALTIME" ] || { echo "bash is older than 5" >&2; exit 1; }
            : >"$1" && { setsid bash -c "$2" traffic "$3" "$1" "$4" </dev/null >/dev/null 2>&1 & }
            """;

    /** Starts one. */
    void start(Sender sender, long datagramsPerSecond) {
        Shell.Result result = shell.run(
                sender.host(),
                List.of("bash", "-c", START, "traffic", sender.file(), SEND, sender.to(), "" + datagramsPerSecond),
                "",
                LIMIT);
        if (!result.ok()) {
            throw new ClusterException("no traffic from " + sender.host() + ", which needs bash 5 and util-linux: "
                    + result.stderr().strip());
        }
    }

    /** Ends one, be it there or not. */
    static HostCommand end(Sender sender) {
        return new HostCommand(sender.host(), List.of("rm", "-f", sender.file()), "");
    }

    /** Whether one sends, or may yet. The pattern does not match the look itself, which has it among its arguments. */
    boolean sends(Sender sender) {
        String pattern = "[/]" + sender.file().substring(1);
        return shell.run(sender.host(), "sh", "-c", "[ -e \"$1\" ] || grep -lsq \"$2\" /proc/[0-9]*/cmdline", "traffic",
                        sender.file().replace("/dev/", "/dev/./"), pattern)
                .ok();
    }
}
