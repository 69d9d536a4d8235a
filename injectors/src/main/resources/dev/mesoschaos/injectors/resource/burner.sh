# What all burners share. POSIX sh, with setsid of util-linux. Arguments: start, task or look, the mark, then the load.
# A start has the mark in its environment, and so has every child from its birth on: that is how burners are found again.

refuse() {
    echo "$*" >&2
    exit 1
}

# Starts a command that outlives this shell, and goes first when memory runs out.
apart=setsid
burn() {
    (
        { echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null
        cd / && exec $apart "$@" </dev/null >/dev/null 2>&1
    ) &
}

# Burns as a task of Mesos does: where its executor finds it, and as long as it lets it.
task() {
    apart=
    start "$@"
    while :; do
        sleep 1000000 &
        wait
    done
}

# Process ids of the burners.
burners() {
    grep -lsF "MESOS_CHAOS_BURNER=$mark." /proc/[0-9]*/environ | cut -d/ -f3
}

# The sum of a number in a file of /proc of each burner: of the fields that awk adds in $2.
sum() {
    for pid in $(burners); do
        sed 's/^.*) //' "/proc/$pid/$1"
    done 2>/dev/null | awk "$2 END { printf \"%.0f\", s }"
}

cores() {
    grep -c '^cpu[0-9]' /proc/stat
}

# Hundredths of a second since boot.
now() {
    read -r up rest </proc/uptime
    echo "${up%.*}${up#*.}"
}

# How much the output of a command grows in a second.
growth() {
    since=$(now)
    first=$("$@")
    sleep 1
    last=$("$@")
    echo $(((last - first) * 100 / ($(now) - since)))
}

# Where the file system begins on which the daemon of this host works. Burners put their files there, so that the undo
# can find them by their name alone.
place() {
    work=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' | sed -n 's/^--work_dir=//p' | head -n 1)
    [ -n "$work" ] || refuse "no process has --work_dir=..., so this host runs no Mesos master or agent whose disk could be filled"
    root=$(df -Pk "$work" | sed -n '2s/^.*% //p')
    kind=$(awk -v root="$root" '$2 == root { kind = $3 } END { print kind }' /proc/mounts)
    case $kind in
        ext? | xfs | btrfs | f2fs | zfs | tmpfs | overlay) own=${root%/}/.mesos-chaos.$mark ;;
        *) refuse "$work is on ${kind:-an unknown file system} at $root: only ext, xfs, btrfs, f2fs, zfs, tmpfs and overlay are written to" ;;
    esac
}

# KB that are free on that file system.
free() {
    df -Pk "$root" | sed -n '2s/ *[0-9]*% .*$//p' | sed 's/^.* //'
}

verb=$1
mark=$2
shift 2
