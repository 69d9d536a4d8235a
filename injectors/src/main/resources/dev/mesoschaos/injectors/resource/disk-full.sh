# Fills the file system on which the daemon works with one file. Load: KB that stay free, KB at most of the file.

start() {
    place
    free=$(free)
    fill=$((free - $1))
    [ "$fill" -gt 0 ] || refuse "$root has $free KB free, so there is nothing to fill down to $1 KB"
    [ "$fill" -le "$2" ] || refuse "$root has $free KB free, and filling it down to $1 KB would take more than at-most," \
        "$2 KB: give the hosts small disks with cluster: {disk: 64MB}, or raise at-most"
    (set -C && : >"$own") 2>/dev/null || refuse "$own cannot be made, or is there already and not ours"
    fallocate -l "${fill}KiB" "$own" 2>/dev/null || dd if=/dev/zero of="$own" bs=1024 count="$fill" 2>/dev/null ||
        refuse "$own cannot be filled with $fill KB"
}

# KB that are free, and that were to be.
look() {
    place
    [ -e "$own" ] || refuse "$own is not there"
    echo "$(free) $1"
}
