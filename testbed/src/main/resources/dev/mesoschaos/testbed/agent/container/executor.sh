# The executor of a container: runs one command, leaves its exit status behind, then takes all its processes along.
# Arguments: the directory for its records; "lifeline" or "" for what its standard input is; how many cgroups it is to
# join; their directories; the command.
meta=$1
lifeline=$2
groups=$3
shift 3
while [ "$groups" -gt 0 ]; do
    echo 0 >"$1/cgroup.procs" || exit 1
    shift
    groups=$((groups - 1))
done
exec 3<&0 </dev/null
if [ -n "$lifeline" ]; then
    # Nobody ever writes there: it ends when the last process that cares for this container has gone. A command that has
    # not told its number by then sees that it is over.
    (
        trap '' TERM
        read -r _ <&3
        echo >"$meta/executor.over"
        kill -KILL "-$(cat "$meta/task.pid")"
        kill -KILL 0
    ) 2>/dev/null &
fi
exec 3<&-
# A session of its own, as real executors give it: who kills only the executor leaves the command running.
setsid sh -c 'echo $$ >"$0/task.pid.new" && mv "$0/task.pid.new" "$0/task.pid" && [ ! -e "$0/executor.over" ] && exec "$@"' \
    "$meta" "$@"
echo $? >"$meta/executor.status.new"
mv "$meta/executor.status.new" "$meta/executor.status"
kill -KILL "-$(cat "$meta/task.pid")" 2>/dev/null
kill -KILL 0
