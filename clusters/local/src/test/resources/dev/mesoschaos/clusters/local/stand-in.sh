#!/bin/sh
# Stands in for a program of an installed Mesos.
home=$(cd "$(dirname "$0")/.." && pwd)
program=$(basename "$0")
case $program in
mesos-master)
    known="acls advertise_ip agent_ping_timeout allocation_interval hostname hostname_lookup ip log_dir"
    known="$known max_agent_ping_timeouts port quorum work_dir zk zk_session_timeout"
    foreign="log_dir hostname_lookup" ;;
*)
    known="advertise_ip attributes cgroups_hierarchy cgroups_root fetcher_cache_dir hostname hostname_lookup ip isolation"
    known="$known launcher launcher_dir log_dir master port registration_backoff_factor resources runtime_dir"
    known="$known systemd_enable_support work_dir zk_session_timeout"
    foreign="cgroups_hierarchy cgroups_root hostname_lookup isolation launcher launcher_dir log_dir systemd_enable_support" ;;
esac

if [ "$1" = --help ]; then
    echo "Usage: $program [options]"
    echo
    for flag in $known; do
        echo "  --$flag=VALUE      What it means, such as \`cgroups/cpu,cgroups/mem\`. (default: none)"
    done
    exit 0
fi

echo "LD_LIBRARY_PATH=$LD_LIBRARY_PATH; LIBPROCESS_IP=$LIBPROCESS_IP; MESOS_PORT=$MESOS_PORT; $*" >> "$home/$program.calls"
count=$#
while [ "$count" -gt 0 ]; do
    argument=$1
    shift
    count=$((count - 1))
    name=${argument#--}
    name=${name%%=*}
    name=${name#no-}
    case " $known " in
    *" $name "*) ;;
    *)
        echo "Failed to load unknown flag '$name'" >&2
        exit 1 ;;
    esac
    # As an agent with these isolators does.
    if [ "$name" = cgroups_root ]; then
        mkdir -p "/sys/fs/cgroup/cpu/${argument#*=}" "/sys/fs/cgroup/memory/${argument#*=}/container"
    fi
    case " $foreign " in
    *" $name "*) ;;
    *) set -- "$@" "$argument" ;;
    esac
done
exec "@JAVA@" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -Djava.net.preferIPv4Stack=true \
    -cp "@CLASS_PATH@" @MAIN@ "$@"
