package dev.mesoschaos.injectors.process;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is done to processes of a host, in POSIX sh. A process is known by its id and by when it started, so that one
 * that got its id later is left alone. Notes have a line for each process: its id and start, and those of the process it
 * was below.
 */
final class ProcessScripts {

    /** Tells state, parent and start of process $1; fails when it is not there any more. */
    private static final String LOOK = """
            look() {
                { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
                set -- ${stat##*\\) }
                state=$1 parent=$2 start=${20}
                [ "$state" != Z ] && [ "$state" != X ]
            }
            gone() {
                echo "it does not run" >&2
                exit 69
            }
            """;

    private static final String STATE = LOOK + """
            pid=$("$@") || exit
            [ -n "$pid" ] && look "$pid" && echo "$pid $start $state"
            exit 0
            """;

    private static final String SIGNAL = LOOK + """
            signal=$1
            shift
            pid=$("$@") || exit
            [ -n "$pid" ] && look "$pid" || gone
            echo "$pid $start"
            kill "-$signal" "$pid"
            """;

    private static final String STOP = LOOK + """
            notes=$1
            shift
            pid=$("$@") || exit
            [ -n "$pid" ] && look "$pid" || gone
            if [ "$state" = T ]; then
                echo "it was stopped before, by somebody else" >&2
                exit 1
            fi
            echo "$pid $start 0 0" >>"$notes" && echo "$pid $start" && kill -STOP "$pid"
            """;

    /** Notes all below process $3 first, because nobody knows whose they are when it is gone; hosts have thousands of others. */
    private static final String BEHEAD = LOOK + """
            notes=$1 signal=$2 head=$3
            look "$head" || gone
            born=$start
            all=$(for entry in /proc/[0-9]*; do
                look "${entry#/proc/}" && echo "${entry#/proc/}:$start:$parent"
            done)
            below() {
                for one in $all; do
                    case $one in
                        *:"$1")
                            pid=${one%%:*} since=${one#*:}
                            echo "$pid ${since%:*} $head $born"
                            (below "$pid")
                            ;;
                    esac
                done
            }
            below "$head" >>"$notes" && echo "$head $born" && kill "-$signal" "$head"
            """;

    /** Sends signal $1 to what is noted in $2, unless what it was below still lives. */
    private static final String RESOLVE = LOOK + """
            [ -e "$2" ] || exit 0
            failed=0
            while read -r pid born head before; do
                if look "$head" && [ "$start" = "$before" ]; then
                    continue
                fi
                look "$pid" && [ "$start" = "$born" ] || continue
                kill "-$1" "$pid" || ! look "$pid" || failed=1
            done <"$2"
            [ "$failed" = 0 ] && rm -f "$2"
            """;

    private ProcessScripts() {}

    /** Prints id, start and state of the process that a command finds; nothing when there is none. */
    static List<String> state(List<String> find) {
        return script(STATE, Stream.empty(), find);
    }

    /** Sends a signal to the process that a command finds, and prints its id and start. */
    static List<String> signal(String signal, List<String> find) {
        return script(SIGNAL, Stream.of(signal), find);
    }

    /** Stops the process that a command finds, noted before; one that somebody else has stopped is refused. */
    static List<String> stop(String notes, List<String> find) {
        return script(STOP, Stream.of(notes), find);
    }

    /** Sends a signal to a process, with those below it noted before. */
    static List<String> behead(String notes, String signal, long pid) {
        return script(BEHEAD, Stream.of(notes, signal, Long.toString(pid)), List.of());
    }

    /** Lets what is noted go on. */
    static List<String> resume(String notes) {
        return script(RESOLVE, Stream.of("CONT", notes), List.of());
    }

    /** Ends what is noted and has lost what it was below. */
    static List<String> endOrphans(String notes) {
        return script(RESOLVE, Stream.of("KILL", notes), List.of());
    }

    /** Fails while there are notes. */
    static List<String> resolved(String notes) {
        return List.of("test", "!", "-e", notes);
    }

    private static List<String> script(String text, Stream<String> arguments, List<String> find) {
        return Stream.of(Stream.of("sh", "-c", text, "processes"), arguments, find.stream())
                .flatMap(words -> words)
                .toList();
    }
}
