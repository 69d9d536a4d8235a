package dev.mesoschaos.workloads.framework;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What is free on one agent by all its offers together. */
record Room(Agent agent, double cpus, double memMb, List<Integer> ports) {

    /** Mesos counts scalars in thousandths. */
    private static final double ROUNDING = 0.0005;

    Room {
        ports = List.copyOf(ports);
    }

    static Room of(Offered offer) {
        return new Room(offer.agent(), offer.cpus(), offer.memMb(), offer.ports());
    }

    Room plus(Offered offer) {
        List<Integer> all = new ArrayList<>(ports);
        all.addAll(offer.ports());
        return new Room(agent, cpus + offer.cpus(), memMb + offer.memMb(), all);
    }

    boolean fits(Need need) {
        return cpus + ROUNDING >= need.cpus() && memMb + ROUNDING >= need.memMb() && !(need.port() && ports.isEmpty());
    }

    /** The port a task gets: spread by its name, because the port of a task that just ended may not be free yet. */
    OptionalInt portFor(String task, Need need) {
        return need.port()
                ? OptionalInt.of(ports.get(Math.floorMod(task.hashCode(), ports.size())))
                : OptionalInt.empty();
    }

    Room minus(Need need, OptionalInt port) {
        List<Integer> left = new ArrayList<>(ports);
        port.ifPresent(taken -> left.remove(Integer.valueOf(taken)));
        return new Room(agent, cpus - need.cpus(), memMb - need.memMb(), left);
    }
}
