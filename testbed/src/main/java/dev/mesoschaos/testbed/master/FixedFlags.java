package dev.mesoschaos.testbed.master;

import java.util.HashMap;
import java.util.Map;

/** Flags of a real master of which the testbed has the default value only. */
final class FixedFlags {

    static final Map<String, String> VALUES = Map.ofEntries(
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

    private FixedFlags() {}

    /** These flags and those with an effect, which win. */
    static Map<String, String> with(Map<String, String> effective) {
        Map<String, String> all = new HashMap<>(VALUES);
        all.putAll(effective);
        return all;
    }

    /**
     * Checks that no flag was given a value that would have no effect.
     *
     * @param effective the names of the flags that have one
     * @throws IllegalArgumentException when one was
     */
    static void check(Map<String, String> given, Map<String, String> effective) {
        VALUES.forEach((name, only) -> {
            if (!effective.containsKey(name) && !given.get(name).equals(only)) {
                throw new IllegalArgumentException("Failed to load flag '" + name + "': the testbed's master knows "
                        + only + " only, not " + given.get(name));
            }
        });
    }
}
