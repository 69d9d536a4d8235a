package dev.mesoschaos.mesosclient;

import java.util.List;
import java.util.Optional;

/** A list of masters and the leader last seen, who may go by an address that is not in the list. */
final class FixedMasters implements LeaderSource {

    private final List<MasterAddress> masters;
    private int next;
    private Optional<MasterAddress> leader = Optional.empty();

    FixedMasters(List<MasterAddress> masters) {
        if (masters.isEmpty()) {
            throw new IllegalArgumentException("no master is given: name at least one as host:port");
        }
        this.masters = List.copyOf(masters);
    }

    @Override
    public synchronized MasterAddress current() {
        return leader.orElse(masters.get(next));
    }

    @Override
    public synchronized void suspect(MasterAddress address) {
        leader = leader.filter(known -> !known.equals(address));
        if (masters.get(next).equals(address)) {
            next = (next + 1) % masters.size();
        }
    }

    @Override
    public synchronized void confirmed(MasterAddress address) {
        leader = Optional.of(address);
    }
}
