package dev.mesoschaos.scenarios.cluster;

import java.util.Optional;

/** A switch outside of the harness that stops runs and keeps new ones from starting. A power that a cluster may have. */
public interface KillSwitch {

    /**
     * Why no faults may be injected now; empty when they may.
     *
     * @throws ClusterException when it cannot tell
     */
    Optional<String> engaged();
}
