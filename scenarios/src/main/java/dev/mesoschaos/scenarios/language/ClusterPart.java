package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.model.ClusterSpec;

/** {@code cluster:} — what a scenario needs of a cluster. */
final class ClusterPart {

    private ClusterPart() {}

    static ClusterSpec read(NodeFields top, Problems problems) {
        return top.section("cluster").map(fields -> spec(fields, problems)).orElse(ClusterSpec.DEFAULT);
    }

    private static ClusterSpec spec(NodeFields fields, Problems problems) {
        ClusterSpec otherwise = ClusterSpec.DEFAULT;
        return new ClusterSpec(
                fields.integer("racks", 1, 20, otherwise.racks()),
                fields.integer("agents-per-rack", 1, 50, otherwise.agentsPerRack()),
                odd(fields, "masters", otherwise.masters(), problems),
                odd(fields, "zookeeper", otherwise.zookeeper(), problems),
                fields.texts("master-flags"),
                fields.texts("agent-flags"));
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
