# The executor of a command task: runs the command, leaves its exit status behind, then takes all its processes along.
# Arguments: the file for the exit status; "lifeline" or "" for what its standard input is; the command.
status=$1
lifeline=$2
shift 2
exec 3<&0 </dev/null
# A handler, unlike an ignored signal, is not inherited: the command dies of SIGTERM, and this shell sees how.
trap : TERM
if [ -n "$lifeline" ]; then
    # Nobody ever writes there: it ends when the last process that cares for this task has gone.
    (trap '' TERM; read -r _ <&3; kill -KILL 0) &
fi
exec 3<&-
"$@"
echo $? >"$status.new"
mv "$status.new" "$status"
kill -KILL 0
