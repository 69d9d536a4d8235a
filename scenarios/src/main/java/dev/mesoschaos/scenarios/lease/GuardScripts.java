package dev.mesoschaos.scenarios.lease;

/**
 * What runs on a host. POSIX sh, with {@code setsid} and {@code flock} of util-linux. The first argument of each is the
 * lease's directory. Moments are hundredths of seconds of uptime; a sleep that knows whole seconds only will do, too.
 */
final class GuardScripts {

    /** Waits until the lease, of $2 seconds, has run out; then undoes ($3) until that succeeded with nobody else at work. */
    static final String GUARD = """
            cd /
            exec 9<"$1/live/lock"
            born() {
                echo "$$ ${20}"
            }
            read -r stat </proc/$$/stat
            born ${stat##*\\) } >"$1/live/guard"
            echo $$
            exec >/dev/null 2>&1
            left=$(($2 * 100))
            while [ "$left" -gt 0 ]; do
                sleep "$((left / 100)).$((left / 10 % 10))$((left % 10))" || sleep 1
                read -r up rest </proc/uptime
                if [ ! -e "$1/live/until" ]; then
                    left=0
                elif read -r until <"$1/live/until"; then
                    left=$((until - ${up%.*}${up#*.}))
                else
                    left=10
                fi
            done
            mv "$1/live" "$1/over"
            tries=0
            rest() {
                tries=$((tries + 1))
                { [ "$tries" -le 10 ] && sleep 0.2; } || sleep 1
            }
            while :; do
                flock -n 9 || { rest; flock -n 9; }
                locked=$?
                (eval "$3") 9<&- && [ "$locked" = 0 ] && break
                flock -u 9
                rest
            done
            rm -rf "$1"
            """;

    /** Starts a guard ($4) for some seconds ($2) with an undo ($3), and waits until it has answered. */
    static final String ARM = """
            mkdir -m 700 "$1" || exit
            mkdir "$1/live" &&
                : >"$1/live/lock" &&
                flock "$1/live/lock" true &&
                read -r up rest </proc/uptime &&
                echo $((${up%.*}${up#*.} + $2 * 100)) >"$1/live/until" &&
                guard=$(setsid sh -c "$4" guard "$1" "$2" "$3" </dev/null &) &&
                [ -n "$guard" ] && exit
            rm -rf "$1"
            exit 1
            """;

    /** Lets the lease last for some seconds ($2) from now on; ends with 75 when there is no guard that could hear it. */
    static final String RENEW = """
            { read -r guard born <"$1/live/guard" && kill -0 "$guard"; } 2>/dev/null || exit 75
            read -r up rest </proc/uptime
            echo $((${up%.*}${up#*.} + $2 * 100)) >"$1/live/until"
            """;

    /** Runs a command ($3 and on) while the lease lasts, else says $2 and ends with 75. */
    static final String UNDER = """
            live=$1/live
            refusal=$2
            shift 2
            if { command exec 9<"$live/lock"; } 2>/dev/null && flock 9 && [ -e "$live/lock" ]; then
                "$@" 9<&-
            else
                echo "$refusal" >&2
                exit 75
            fi
            """;

    /**
     * Undoes ($2), and takes the guard away when that has succeeded: the process with that id that started when the guard
     * did. There may be no lease any more, or never was.
     */
    static final String UNDO = """
            { mv "$1/live" "$1/over"; } 2>/dev/null
            { command exec 9<"$1/over/lock"; } 2>/dev/null && flock 9
            (eval "$2") 9<&- || exit
            lease=$1
            if { read -r guard born <"$lease/over/guard" && read -r stat <"/proc/$guard/stat"; } 2>/dev/null; then
                set -- ${stat##*\\) }
                [ "${20}" != "$born" ] || kill -9 "-$guard"
            fi
            rm -rf "$lease"
            """;

    private GuardScripts() {}
}
