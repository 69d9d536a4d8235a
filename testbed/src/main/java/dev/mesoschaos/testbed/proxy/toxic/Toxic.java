package dev.mesoschaos.testbed.proxy.toxic;

import java.util.Optional;

/** A harm to connections, with its attributes. */
public interface Toxic {

    /**
     * Its effect on one direction of one connection.
     *
     * @param flow the rest of that direction
     * @param former the stage of the same toxic with its earlier attributes, when these were changed
     */
    Stage stage(Flow flow, Optional<Stage> former);
}
