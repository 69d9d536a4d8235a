# Takes memory and keeps it. Load: "size MB", or "share P" per cent of all. stress-ng is not used here: it takes again
# what the kernel has taken back from it.

# In MB: the whole memory, and what is available below the limit of every group this shell is in.
size() {
    total=$(($(awk '/^MemTotal:/ { print $2 }' /proc/meminfo) / 1024))
    available=$(($(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo) / 1024))
    asked=$2
    [ "$1" != share ] || asked=$((total * $2 / 100))
}

limits() {
    group=$(sed -n 's/^[0-9]*:memory:\(.*\)$/memory\1/p; s/^0::\(.*\)$/\1/p' /proc/self/cgroup | head -n 1)
    while [ -n "$group" ]; do
        at=/sys/fs/cgroup/$group
        limit "$at/memory.limit_in_bytes" "$at/memory.usage_in_bytes"
        limit "$at/memory.max" "$at/memory.current"
        case $group in
            */*) group=${group%/*} ;;
            *) group= ;;
        esac
    done
}

limit() {
    room=$(cat "$1" "$2" 2>/dev/null | awk 'NR == 1 { most = $1 } NR == 2 && most != "max" { printf "%.0f", (most - $1) / 1048576 }')
    [ -z "$room" ] || [ "$room" -ge "$available" ] || available=$room
}

start() {
    size "$@"
    # Whether a task stays within its limits is up to Mesos.
    [ "$verb" = task ] || limits
    most=$((available - total / 10))
    [ "$most" -ge 0 ] || most=0
    [ "$asked" -le "$most" ] || refuse "memory-stress of $asked MB is refused: $available MB of $total MB are available and" \
        "a tenth of all must stay free, so at most $most MB can be taken here"
    left=$asked
    while [ "$left" -gt 0 ]; do
        chunk=$((left > 1024 ? 1024 : left))
        left=$((left - chunk))
        burn sh -c "$holder" holder "$chunk"
    done
    # The next host that shares this memory must find less.
    tries=0
    while [ "$(resident)" -lt "$((asked * 95 / 100))" ] && [ "$tries" -lt 20 ]; do
        tries=$((tries + 1))
        sleep 1
    done
}

# dd fills a buffer, and then waits for a reader that never reads. It can take no more, whatever happens.
holder='
    ulimit -v $(($1 * 1024 + 65536))
    dd if=/dev/zero bs=$(($1 * 1048576)) count=1 | sleep 1000000'

resident() {
    echo $(($(sum status '/^VmRSS:/ { s += $2 }') / 1024))
}

# MB, resident and asked for.
look() {
    size "$@"
    echo "$(resident) $asked"
}
