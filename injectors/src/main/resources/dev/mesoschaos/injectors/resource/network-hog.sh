# Sends datagrams to a peer that has no use for them. Load: KB a second, address of the peer.

start() {
    command -v bash >/dev/null || refuse "network-hog sends through the sockets of bash, which is missing here: install bash"
    burn bash -c "$sender" sender "$1" "$2"
}

# Keeps to the rate by the clock of the host. What a stall has kept back for longer than half a second is not made up for.
# The peer may refuse datagrams, which ends a dd; the next one goes on.
sender='
    exec 3<>"/dev/udp/$2/9" || exit
    now() { read -r up rest </proc/uptime; at=$((10#${up%.*}${up#*.})); }
    now
    while :; do
        since=$at
        sleep 0.02
        now
        elapsed=$((at - since > 50 ? 50 : at - since))
        owed=$((owed + $1 * 1024 * elapsed / 100))
        count=$((owed / 1400))
        owed=$((owed - count * 1400))
        [ "$count" = 0 ] || dd if=/dev/zero bs=1400 count="$count" >&3
    done'

sent() {
    awk -F: '/:/ && $1 !~ /^ *lo$/ { split($2, number, " "); s += number[9] } END { printf "%.0f", s }' /proc/net/dev
}

ours() {
    sum io '/^wchar:/ { s += $2 }'
}

# KB a second that leave the host, but not more than the burners send: others may, too. And those that were asked for.
look() {
    [ -n "$(burners)" ] || refuse "nothing sends any more"
    left=$(($(growth sent) / 1024))
    own=$(($(growth ours) / 1024))
    [ "$own" -gt "$left" ] || left=$own
    echo "$left $1"
}
