package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.agent.MasterChannel;

/** The way of one agent to the masters, which can be cut like a cable. */
interface Uplink extends MasterChannel.Dialler {

    /**
     * While it is cut nothing passes in either direction, connections stay open, and new ones are not made. Once it is
     * not, everything that was on its way arrives, as TCP sends it again.
     */
    void cut(boolean now);

    boolean isCut();
}
