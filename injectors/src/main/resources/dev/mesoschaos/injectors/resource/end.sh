# Ends the burners with the mark $1 and removes their files; there may be none. A scan may miss a child of a parent that
# ends in between, so only the second one in a row that finds nothing counts.
calm=0
tries=0
while [ "$calm" -lt 2 ]; do
    pids=$(grep -lsF "MESOS_CHAOS_BURNER=$1." /proc/[0-9]*/environ | cut -d/ -f3)
    if [ -z "$pids" ]; then
        calm=$((calm + 1))
    else
        calm=0
        tries=$((tries + 1))
        [ "$tries" -le 100 ] || { echo "cannot end" $pids >&2; exit 1; }
        kill -9 $pids 2>/dev/null
        [ "$tries" -le 3 ] || sleep 0.05 2>/dev/null || sleep 1
    fi
done
failed=0
while read -r device root kind rest; do
    case $kind in
        ext? | xfs | btrfs | f2fs | zfs | tmpfs | overlay)
            root=$(printf %b "$root")
            rm -rf "${root%/}/.mesos-chaos.$1" || failed=1
            ;;
    esac
done </proc/mounts
exit $failed
