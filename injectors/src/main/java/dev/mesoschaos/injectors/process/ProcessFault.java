package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the faults on processes have in common: all that they undo is on hosts. */
abstract class ProcessFault implements FaultType<ProcessPlan> {

    @Override
    public final Class<ProcessPlan> planType() {
        return ProcessPlan.class;
    }

    @Override
    public final List<Resource> resources(ProcessPlan plan) {
        return plan.resources();
    }

    @Override
    public void undo(ProcessPlan plan, FaultContext context) {
        context.take();
    }

    /** Daemons start slowly when all do at the same time. */
    @Override
    public final Duration undoneWithin(ProcessPlan plan) {
        return Duration.ofMinutes(1);
    }

    /** The signal that a scenario chose to end processes with. */
    static Signal ending(Fields parameters, Signal otherwise) {
        String word = parameters.word("signal", otherwise.name().toLowerCase(Locale.ROOT), List.of("kill", "term"));
        return Signal.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
