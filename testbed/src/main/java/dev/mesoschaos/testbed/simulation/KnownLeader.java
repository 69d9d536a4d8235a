package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;

/** The leader that ZooKeeper named last, for as long as it names no other. */
final class KnownLeader implements LeaderSource {

    private volatile MasterAddress leader;

    KnownLeader(String address) {
        leader(address);
    }

    /** The leading master is at {@code ip:port} now. */
    void leader(String address) {
        String[] parts = address.split(":", 2);
        leader = new MasterAddress(parts[0], Integer.parseInt(parts[1]));
    }

    @Override
    public MasterAddress current() {
        return leader;
    }

    /** ZooKeeper knows better than one failed request. */
    @Override
    public void suspect(MasterAddress address) {}
}
