package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;
import java.util.Optional;

/**
 * {@code io-stress}: processes on hosts write files of their own again and again, and have them on the disk each time. They
 * do it on the file system of the host's Mesos daemon, and need twice the size of their files free there.
 */
public final class IoStress extends BurnerFault {

    private static final long MB = 1 << 20;
    private static final long LARGEST_MB = 1 << 10;

    @Override
    public String id() {
        return "io-stress";
    }

    @Override
    public String harm() {
        return "processes on the hosts write to the disk of the Mesos daemon as fast as they can";
    }

    @Override
    public Planner<BurnPlan> read(Fields parameters) {
        int writers = parameters.integer("writers", 1, 64, 1);
        long sizeMb = parameters.bytes("size", MB, LARGEST_MB * MB, 16 * MB) / MB;
        return new BurnPlanner(
                this, BurnPlanner.same(Integer.toString(writers), Long.toString(sizeMb)), AsTask.read(parameters));
    }

    @Override
    Resource.Kind burns() {
        return Resource.Kind.DISK;
    }

    @Override
    Evidence judge(List<Long> numbers, Optional<BurnPlan.Task> task) {
        long written = numbers.get(0);
        String measured = written + " KB/s written";
        return written >= numbers.get(1) ? Evidence.holds(measured) : Evidence.missing("only " + measured);
    }
}
