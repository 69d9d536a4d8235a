package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;
import java.util.Optional;

/**
 * {@code disk-full}: one file of ours fills the file system of the host's Mesos daemon. It has a largest size, over which
 * nothing is filled, because hosts of an embedded cluster without disks of their own share one.
 */
public final class DiskFull extends BurnerFault {

    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;
    private static final long TB = 1L << 40;

    /** KB that may have been freed or written by others since. */
    private static final long SLACK_KB = 2048;

    @Override
    public String id() {
        return "disk-full";
    }

    @Override
    public String harm() {
        return "a file fills the disk of the hosts' Mesos daemons";
    }

    @Override
    public Planner<BurnPlan> read(Fields parameters) {
        long free = parameters.bytes("free", 0, TB, 0);
        long most = parameters.bytes("at-most", MB, TB, 1024 * MB);
        return new BurnPlanner(
                this, BurnPlanner.same(Long.toString(free / KB), Long.toString(most / KB)), Optional.empty());
    }

    @Override
    Resource.Kind burns() {
        return Resource.Kind.DISK;
    }

    @Override
    Evidence judge(List<Long> numbers, Optional<BurnPlan.Task> task) {
        long free = numbers.get(0);
        String measured = free + " KB free";
        return free <= numbers.get(1) + SLACK_KB ? Evidence.holds(measured) : Evidence.missing("still " + measured);
    }
}
