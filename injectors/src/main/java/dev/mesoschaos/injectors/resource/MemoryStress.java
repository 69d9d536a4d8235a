package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;
import java.util.Optional;

/**
 * {@code memory-stress}: processes on hosts take memory and keep it, as a leak does. Refused where it would leave less than
 * a tenth of the memory; the kernel takes these processes first should it need some.
 */
public final class MemoryStress extends BurnerFault {

    private static final long MB = 1 << 20;
    private static final long LARGEST_MB = 1 << 20;
    private static final double BITES = 0.95;

    @Override
    public String id() {
        return "memory-stress";
    }

    @Override
    public String harm() {
        return "processes on the hosts take memory and keep it";
    }

    @Override
    public Planner<BurnPlan> read(Fields parameters) {
        String[] load = Share.or("size", () -> parameters.bytes("size", MB, LARGEST_MB * MB) / MB, parameters);
        return new BurnPlanner(this, BurnPlanner.same(load), AsTask.read(parameters));
    }

    @Override
    Resource.Kind burns() {
        return Resource.Kind.MEMORY;
    }

    @Override
    Evidence judge(List<Long> numbers, Optional<BurnPlan.Task> task) {
        long resident = numbers.get(0);
        long asked = numbers.get(1);
        String measured = resident + " of " + asked + " MB resident";
        return resident >= asked * BITES ? Evidence.holds(measured) : Evidence.missing("only " + measured);
    }
}
