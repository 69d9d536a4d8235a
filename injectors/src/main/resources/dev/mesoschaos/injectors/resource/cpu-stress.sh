# Burns processor time. Load: "workers N", or "share P" per cent of all cores.

size() {
    cores=$(cores)
    workers=$2
    load=100
    if [ "$1" = share ]; then
        workers=$((($2 * cores + 99) / 100))
        load=$(($2 * cores / workers))
    fi
}

start() {
    size "$@"
    if command -v stress-ng >/dev/null; then
        burn stress-ng --keep-name --cpu "$workers" --cpu-load "$load"
        return
    fi
    [ "$load" = 100 ] || sleep 0.01 2>/dev/null ||
        refuse "sleep on this host knows whole seconds only: install stress-ng or coreutils"
    while [ "$workers" -gt 0 ]; do
        workers=$((workers - 1))
        burn sh -c "$worker" worker "$load"
    done
}

# Turns a loop on and off ten times a second.
worker='
    [ "$1" != 100 ] || while :; do :; done
    while :; do :; done &
    on=$(printf 0.%03d "$1")
    off=$(printf 0.%03d $((100 - $1)))
    while :; do
        sleep "$on"
        kill -STOP $!
        sleep "$off"
        kill -CONT $!
    done'

idle() {
    awk '/^cpu / { print $5 }' /proc/stat
}

# Hundredths of a core: burnt, asked for, and left to nobody. More workers than cores cannot burn more.
look() {
    size "$@"
    asked=$((workers * load))
    [ "$asked" -le $((cores * 100)) ] || asked=$((cores * 100))
    burnt=$(growth sum stat '{ s += $12 + $13 + $14 + $15 }')
    echo "$burnt $asked $(growth idle)"
}
