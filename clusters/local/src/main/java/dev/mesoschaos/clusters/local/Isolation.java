package dev.mesoschaos.clusters.local;

import java.util.Map;

/**
 * How an installed agent keeps tasks apart (mesos-facts section 10).
 *
 * @param cgroups where to make groups; empty for accounting only
 */
record Isolation(Cgroups cgroups) {

    private static final String GROUPS = "cgroups/cpu,cgroups/mem";

    /** By control groups where that build has them and this machine gives them, else by accounting. */
    static Isolation choose(KnownFlags agent, Cgroups cgroups) {
        boolean built = agent.has("cgroups_root") && agent.has("cgroups_hierarchy") && agent.text().contains("cgroups/cpu");
        return new Isolation(built ? cgroups : Cgroups.NONE);
    }

    /** The flags of an agent. */
    Map<String, String> flags(HostPlan host) {
        return cgroups.hierarchy().isPresent()
                ? Map.of(
                        "isolation", GROUPS,
                        "launcher", "linux",
                        "cgroups_hierarchy", cgroups.hierarchy().get().toString(),
                        "cgroups_root", cgroups.root(host.name()))
                : Map.of("isolation", "posix/cpu,posix/mem", "launcher", "posix");
    }
}
