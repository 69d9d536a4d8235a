package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.flags.Flags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of the flags of a Mesos 1.11 master, and their defaults (mesos-facts section 5). */
final class KnownFlags {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("agent_ping_timeout", "15secs"),
            Map.entry("agent_reregister_timeout", "10mins"),
            Map.entry("allocation_interval", "1secs"),
            Map.entry("authenticate_http_frameworks", "false"),
            Map.entry("authenticate_http_readonly", "false"),
            Map.entry("authenticate_http_readwrite", "false"),
            Map.entry("hostname_lookup", "true"),
            Map.entry("ip", "0.0.0.0"),
            Map.entry("logging_level", "INFO"),
            Map.entry("max_agent_ping_timeouts", "5"),
            Map.entry("min_allocatable_resources", "cpus:0.01|mem:32"),
            Map.entry("port", "5050"),
            Map.entry("quorum", "1"),
            Map.entry("recovery_agent_removal_limit", "100%"),
            Map.entry("registry", "replicated_log"),
            Map.entry("registry_fetch_timeout", "1mins"),
            Map.entry("registry_gc_interval", "15mins"),
            Map.entry("registry_max_agent_age", "2weeks"),
            Map.entry("registry_max_agent_count", "102400"),
            Map.entry("registry_store_timeout", "20secs"),
            Map.entry("require_agent_domain", "false"),
            Map.entry("root_submissions", "true"),
            Map.entry("zk_session_timeout", "10secs"));

    private static final List<String> OPTIONAL = List.of(
            "acls",
            "advertise_ip",
            "advertise_port",
            "agent_removal_rate_limit",
            "credentials",
            "domain",
            "hostname",
            "http_framework_authenticators",
            "links",
            "log_dir",
            "offer_timeout",
            "roles",
            "webui_dir",
            "whitelist",
            "work_dir",
            "zk");

    /** Flags of which the testbed has the default value only. */
    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("allocator", "hierarchical"),
            Map.entry("allocator_agent_recovery_factor", "0.8"),
            Map.entry("allocator_recovery_timeout", "10mins"),
            Map.entry("authenticate_agents", "false"),
            Map.entry("authenticate_frameworks", "false"),
            Map.entry("authentication_v0_timeout", "15secs"),
            Map.entry("authenticators", "crammd5"),
            Map.entry("authorizers", "local"),
            Map.entry("filter_gpu_resources", "true"),
            Map.entry("framework_sorter", "drf"),
            Map.entry("help", "false"),
            Map.entry("http_authenticators", "basic"),
            Map.entry("initialize_driver_logging", "true"),
            Map.entry("log_auto_initialize", "true"),
            Map.entry("logbufsecs", "0"),
            Map.entry("max_completed_frameworks", "50"),
            Map.entry("max_completed_tasks_per_framework", "1000"),
            Map.entry("max_operator_event_stream_subscribers", "1000"),
            Map.entry("max_unreachable_tasks_per_framework", "1000"),
            Map.entry("memory_profiling", "false"),
            Map.entry("offer_constraints_re2_max_mem", "4KB"),
            Map.entry("offer_constraints_re2_max_program_size", "100"),
            Map.entry("publish_per_framework_metrics", "true"),
            Map.entry("quiet", "false"),
            Map.entry("registry_strict", "false"),
            Map.entry("role_sorter", "drf"),
            Map.entry("version", "false"));

    private KnownFlags() {}

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException when a flag is unknown, or given a value that would have no effect
     */
    static Flags parse(String... arguments) {
        Map<String, String> all = new HashMap<>(FIXED);
        all.putAll(DEFAULTS);
        Flags given = Flags.parse(all, OPTIONAL, arguments);
        FIXED.forEach((name, only) -> {
            if (!given.text(name).equals(only)) {
                throw new IllegalArgumentException("Failed to load flag '" + name + "': the testbed's master knows "
                        + only + " only, not " + given.text(name));
            }
        });
        return given;
    }
}
