package dev.mesoschaos.scenarios.cluster;

import java.util.OptionalLong;

/** The links by which racks are joined to the rest of the network. */
public interface Uplinks {

    /** How much goes through each of them, either way, in bits per second; empty where nobody has set it. */
    OptionalLong bitsPerSecond();

    /**
     * How much has left a rack through its uplink so far, in bytes on the wire.
     *
     * @throws ClusterException when it cannot be told
     */
    long sentBytes(String rack);
}
