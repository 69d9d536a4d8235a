package dev.mesoschaos.testbed.agent;

import java.util.List;
import java.util.Map;

/**
 * The names of the flags of a Mesos 1.11 agent, and their defaults. Those of what the testbed's agent does not have
 * (Docker, perf, CNI and such) are accepted, so that one driver starts both, and change nothing.
 */
final class KnownFlags {

    static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("appc_simple_discovery_uri_prefix", "http://"),
            Map.entry("appc_store_dir", "/tmp/mesos/store/appc"),
            Map.entry("attributes", ""),
            Map.entry("authenticate_http_readonly", "false"),
            Map.entry("authenticate_http_readwrite", "false"),
            Map.entry("authenticatee", "crammd5"),
            Map.entry("authentication_backoff_factor", "1secs"),
            Map.entry("authentication_timeout_max", "1mins"),
            Map.entry("authentication_timeout_min", "5secs"),
            Map.entry("authorizer", "local"),
            Map.entry("cgroups_cpu_enable_pids_and_tids_count", "false"),
            Map.entry("cgroups_destroy_timeout", "1mins"),
            Map.entry("cgroups_enable_cfs", "false"),
            Map.entry("cgroups_hierarchy", "/sys/fs/cgroup"),
            Map.entry("cgroups_limit_swap", "false"),
            Map.entry("cgroups_root", "mesos"),
            Map.entry("container_disk_watch_interval", "15secs"),
            Map.entry("containerizers", "mesos"),
            Map.entry("default_role", "*"),
            Map.entry("disallow_sharing_agent_ipc_namespace", "false"),
            Map.entry("disallow_sharing_agent_pid_namespace", "false"),
            Map.entry("disk_watch_interval", "1mins"),
            Map.entry("docker", "docker"),
            Map.entry("docker_ignore_runtime", "false"),
            Map.entry("docker_kill_orphans", "true"),
            Map.entry("docker_registry", "https://registry-1.docker.io"),
            Map.entry("docker_remove_delay", "6hrs"),
            Map.entry("docker_socket", "/var/run/docker.sock"),
            Map.entry("docker_stop_timeout", "0ns"),
            Map.entry("docker_store_dir", "/tmp/mesos/store/docker"),
            Map.entry("docker_volume_checkpoint_dir", "/var/run/mesos/isolators/docker/volume"),
            Map.entry("docker_volume_chown", "false"),
            Map.entry("enforce_container_disk_quota", "false"),
            Map.entry("executor_registration_timeout", "1mins"),
            Map.entry("executor_reregistration_timeout", "2secs"),
            Map.entry("executor_shutdown_grace_period", "5secs"),
            Map.entry("fetcher_cache_dir", "/tmp/mesos/fetch"),
            Map.entry("fetcher_cache_size", "2GB"),
            Map.entry("fetcher_stall_timeout", "1mins"),
            Map.entry("frameworks_home", ""),
            Map.entry("gc_delay", "1weeks"),
            Map.entry("gc_disk_headroom", "0.1"),
            Map.entry("gc_non_executor_container_sandboxes", "false"),
            Map.entry("hostname_lookup", "false"),
            Map.entry("http_command_executor", "false"),
            Map.entry("http_executor_domain_sockets", "false"),
            Map.entry("http_heartbeat_interval", "30secs"),
            Map.entry("initialize_driver_logging", "true"),
            Map.entry("ip", "127.0.0.1"),
            Map.entry("isolation", "posix/cpu,posix/mem"),
            Map.entry("launcher", "posix"),
            Map.entry("logbufsecs", "0"),
            Map.entry("logging_level", "INFO"),
            Map.entry("max_completed_executors_per_framework", "150"),
            Map.entry("memory_profiling", "false"),
            Map.entry("network_cni_metrics", "true"),
            Map.entry("network_cni_root_dir_persist", "false"),
            Map.entry("oversubscribed_resources_interval", "15secs"),
            Map.entry("perf_duration", "10secs"),
            Map.entry("perf_interval", "1mins"),
            Map.entry("port", "5051"),
            Map.entry("qos_correction_interval_min", "0ns"),
            Map.entry("quiet", "false"),
            Map.entry("reconfiguration_policy", "equal"),
            Map.entry("recover", "reconnect"),
            Map.entry("recovery_timeout", "15mins"),
            Map.entry("registration_backoff_factor", "1secs"),
            Map.entry("resources", "cpus:1;mem:512;disk:1024;ports:[31000-32000]"),
            Map.entry("revocable_cpu_low_priority", "true"),
            Map.entry("runtime_dir", "/var/run/mesos"),
            Map.entry("sandbox_directory", "/mnt/mesos/sandbox"),
            Map.entry("strict", "true"),
            Map.entry("switch_user", "true"),
            Map.entry("systemd_enable_support", "false"),
            Map.entry("systemd_runtime_directory", "/run/systemd/system"),
            Map.entry("zk_session_timeout", "10secs"));

    /** Without a default; {@code links} is the testbed's own. */
    static final List<String> OPTIONAL =
            List.of("advertise_ip", "hostname", "launcher_dir", "links", "log_dir", "master", "work_dir");

    private KnownFlags() {}
}
