package dev.mesoschaos.injectors.clock;

import java.util.List;

/**
 * What runs on a host, in POSIX sh. The right time is kept as a pair: what the clock said, and for how long the host was up
 * then; the latter goes on in steps of real seconds, whatever the clock is set to. So the undo needs nobody who knows
 * what time it is.
 */
final class ClockScripts {

    /** In memory: a reboot reads the hardware's clock anew, and the file goes with it. One on a host, whoever made it. */
    static final String FILE = "/dev/shm/mesos-chaos-clock";

    private static final String SKEW = """
            if ! (set -C; : >"$1") 2>/dev/null; then
                echo "$1 is there: another run has changed this clock" >&2
                exit 1
            fi
            read -r up rest </proc/uptime
            echo "$2 $(date +%s.%N) $up" >"$1" || exit
            date -s "@$(($(date +%s) + $3))"
            """;

    private static final String RIGHT = """
            { read -r mark real then <"$1"; } 2>/dev/null || exit 0
            [ "$mark" = "$2" ] || exit 0
            read -r up rest </proc/uptime
            date -s "@$(echo "$real $then $up" | awk '{printf "%.3f", $1 + $3 - $2}')" && rm "$1"
            """;

    private ClockScripts() {}

    /** Puts the clock forward by some seconds; fails where another injection has done so. */
    static List<String> skew(String file, String mark, long seconds) {
        return List.of("sh", "-c", SKEW, "clock", file, mark, Long.toString(seconds));
    }

    /** Puts the clock right, where that injection has changed it. */
    static List<String> right(String file, String mark) {
        return List.of("sh", "-c", RIGHT, "clock", file, mark);
    }
}
