package dev.mesoschaos.scenarios.cluster;

import java.util.Optional;

/** Who leads now. */
public interface Leaders {

    /** Name of the host of the leading master, when there is one. */
    Optional<String> leadingMaster();

    /** Name of the host of the ensemble's leader, when there is one. */
    Optional<String> zookeeperLeader();
}
