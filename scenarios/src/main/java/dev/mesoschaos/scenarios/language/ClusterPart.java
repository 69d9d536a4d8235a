package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.model.ClusterSpec;

/** {@code cluster:} — what a scenario needs of a cluster. */
final class ClusterPart {

    private static final long MB = 1 << 20;
    private static final long SMALLEST_DISK = 16 * MB;
    private static final long LARGEST_DISK = 4096 * MB;
    private static final long SLOWEST_UPLINK = 100_000;
    private static final long FASTEST_UPLINK = 10_000_000_000L;

    private ClusterPart() {}

    static ClusterSpec read(NodeFields top, Problems problems) {
        return top.section("cluster").map(fields -> spec(fields, problems)).orElse(ClusterSpec.DEFAULT);
    }

    private static ClusterSpec spec(NodeFields fields, Problems problems) {
        ClusterSpec otherwise = ClusterSpec.DEFAULT;
        int simulated = fields.integer("simulated-agents", 0, 2000, 0);
        return new ClusterSpec(
                fields.integer("racks", 1, 20, otherwise.racks()),
                fields.integer("agents-per-rack", 1, 50, otherwise.agentsPerRack()),
                odd(fields, "masters", otherwise.masters(), problems),
                odd(fields, "zookeeper", otherwise.zookeeper(), problems),
                fields.texts("master-flags"),
                fields.texts("agent-flags"),
                simulated,
                simulatedTasks(fields, simulated, problems),
                Math.toIntExact(fields.bytes("disk", SMALLEST_DISK, LARGEST_DISK, 0) / MB),
                fields.bitsPerSecondIfAny("uplink", SLOWEST_UPLINK, FASTEST_UPLINK));
    }

    private static int simulatedTasks(NodeFields fields, int agents, Problems problems) {
        int tasks = fields.integer("simulated-tasks", 0, 20_000, 0);
        int room = agents * ClusterSpec.TASKS_PER_SIMULATED_AGENT;
        if (tasks > room) {
            problems.addOnce(fields.wrong("simulated-tasks", "expected at most " + room + ", because "
                    + agents + " simulated agents hold " + ClusterSpec.TASKS_PER_SIMULATED_AGENT + " tasks each"));
        }
        return tasks;
    }

    private static int odd(NodeFields fields, String key, int otherwise, Problems problems) {
        int size = fields.integer(key, 1, 7, otherwise);
        if (size % 2 == 0) {
            problems.addOnce(fields.wrong(key, "expected an odd number, because " + size
                    + " bear no more failures than " + (size - 1) + " do"));
        }
        return size;
    }
}
