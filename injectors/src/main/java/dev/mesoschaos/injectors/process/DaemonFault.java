package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the faults on daemons have in common: whatever was done to them, after the undo they serve again. */
abstract class DaemonFault implements FaultType<DaemonPlan> {

    @Override
    public final Class<DaemonPlan> planType() {
        return DaemonPlan.class;
    }

    @Override
    public List<Resource> resources(DaemonPlan plan) {
        return Resource.of(Resource.Kind.DAEMON, plan.hosts());
    }

    @Override
    public final Evidence verifyUndone(DaemonPlan plan, FaultContext context) {
        return new DaemonsOf(plan, context).serving();
    }

    /** Daemons start slowly when all do at the same time. */
    @Override
    public final Duration undoneWithin(DaemonPlan plan) {
        return Duration.ofMinutes(1);
    }

    /** The signal that a scenario chose to end daemons with. */
    static Signal ending(Fields parameters, Signal otherwise) {
        String word = parameters.word("signal", otherwise.name().toLowerCase(Locale.ROOT), List.of("kill", "term"));
        return Signal.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
