package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.model.Step;
import java.util.List;
import java.util.Set;

/**
 * What an injection is for and has for itself, from its plan to its undo.
 *
 * @param draw names the stream of the seed from which its targets were drawn
 */
record Footprint(Step.Fault step, Targets targets, List<Resource> resources, String draw) {

    Footprint {
        resources = List.copyOf(resources);
    }

    Set<Host> hosts() {
        return Set.copyOf(targets.hosts());
    }
}
