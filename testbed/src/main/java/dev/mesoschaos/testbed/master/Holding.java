package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Claim;
import dev.mesoschaos.testbed.master.allocation.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;

/** Resources in somebody's hands: a task's, an executor's, or those of an offer. */
record Holding(Claim claim, Resources resources) {

    /** The sum of all. */
    static Resources sum(Stream<Holding> holdings) {
        return Resources.sum(holdings.map(Holding::resources).toList());
    }

    /** As messages, summed up by role. */
    static List<Resource> messages(Stream<Holding> holdings) {
        Map<String, List<Resources>> byRole = new TreeMap<>();
        holdings.forEach(held ->
                byRole.computeIfAbsent(held.claim().role(), role -> new ArrayList<>()).add(held.resources()));
        List<Resource> all = new ArrayList<>();
        byRole.forEach((role, parts) -> all.addAll(Resources.sum(parts).allocated(role, true)));
        return all;
    }
}
