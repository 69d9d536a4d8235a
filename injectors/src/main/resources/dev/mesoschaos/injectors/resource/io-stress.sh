# Writes files and has them on the disk, again and again. Load: writers, MB of one writer's file.

start() {
    place
    needed=$(($1 * $2 * 1024))
    [ "$((needed * 2))" -le "$(free)" ] || refuse "io-stress needs twice the size of its files free, $((needed * 2 / 1024)) MB," \
        "and $root has $(($(free) / 1024)) MB: take fewer writers or a smaller size"
    mkdir -m 700 "$own" || refuse "$own is there already, and not ours"
    writers=$1
    while [ "$writers" -gt 0 ]; do
        burn sh -c 'while :; do dd if=/dev/zero of="$1" bs=65536 count=$(($2 * 16)) conv=fsync || sleep 1; done' \
            writer "$own/$writers" "$2"
        writers=$((writers - 1))
    done
}

# KB a second that are written, and the least that is an effect.
look() {
    echo "$(($(growth sum io '/^wchar:/ { s += $2 }') / 1024)) $(($1 * 256))"
}
