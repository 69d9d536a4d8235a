package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code cpu-stress}: processes on hosts burn processor time, as a runaway batch job does. Done by stress-ng where it is
 * installed, else by loops of sh.
 */
public final class CpuStress extends BurnerFault {

    /** Of a busy machine nobody gets all that he asks for. */
    private static final double BITES = 0.5;

    private static final double BITES_WHEN_NOTHING_IS_LEFT = 0.2;

    /** Hundredths of a core that nobody needs, on a host of which nothing is left. */
    private static final long NOTHING_LEFT = 20;

    @Override
    public String id() {
        return "cpu-stress";
    }

    @Override
    public String harm() {
        return "processes on the hosts burn processor time";
    }

    @Override
    public Planner<BurnPlan> read(Fields parameters) {
        String[] load = Share.or("workers", () -> parameters.integer("workers", 1, 256), parameters);
        return new BurnPlanner(this, BurnPlanner.same(load), AsTask.read(parameters));
    }

    @Override
    Resource.Kind burns() {
        return Resource.Kind.PROCESSORS;
    }

    @Override
    Evidence judge(List<Long> numbers, Optional<BurnPlan.Task> task) {
        long burnt = numbers.get(0);
        long asked = numbers.get(1);
        long idle = numbers.get(2);
        String measured = String.format(
                Locale.ROOT, "%.2f of %.2f cores burnt, %.2f idle", burnt / 100.0, asked / 100.0, idle / 100.0);
        double enough = idle <= NOTHING_LEFT ? BITES_WHEN_NOTHING_IS_LEFT : BITES;
        // Limits of CPU time are kept by slowing a task down, and it may get more than it has asked for or not.
        double sure = Math.min((double) asked, task.map(own -> own.cpus() * 100).orElse(Double.POSITIVE_INFINITY));
        return burnt >= sure * enough ? Evidence.holds(measured) : Evidence.missing("only " + measured);
    }
}
