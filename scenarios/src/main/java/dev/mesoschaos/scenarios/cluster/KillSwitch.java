package dev.mesoschaos.scenarios.cluster;

import java.io.IOException;
import java.util.Optional;

/** A switch outside of the harness that stops runs and keeps new ones from starting. A power that a cluster may have. */
public interface KillSwitch {

    /**
     * Why no faults may be injected now; empty when they may.
     *
     * @throws ClusterException when it cannot tell
     */
    Optional<String> engaged();

    /** One in somebody's hand. */
    interface Lever extends KillSwitch, AutoCloseable {

        /**
         * Engages the switch.
         *
         * @param reason of any form; only its first line is shown
         * @throws IOException when the switch cannot be reached or written
         */
        void engage(String reason) throws IOException;

        /**
         * Lifts it, whether it is engaged or not.
         *
         * @throws IOException when the switch cannot be reached or removed
         */
        void release() throws IOException;

        /** Lets go; the switch stays as it is. */
        @Override
        default void close() {}
    }
}
