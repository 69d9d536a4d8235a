package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.util.List;
import java.util.Set;

/**
 * Plans of the faults that send a signal to the daemons of their targets.
 *
 * @param action what is done to a daemon, in words
 */
record DaemonPlanner(FaultType<DaemonPlan> type, Signal signal, Visibility visibility, String action)
        implements Planner<DaemonPlan> {

    @Override
    public List<Set<Capability>> mechanisms() {
        return List.of(Set.of(Capability.DAEMONS));
    }

    @Override
    public DaemonPlan plan(Targets targets, Situation situation) {
        return new DaemonPlan(targets.names(), signal);
    }

    @Override
    public List<String> describe(DaemonPlan plan) {
        return plan.hosts().stream().map(host -> host + ": SIG" + plan.signal() + " to the daemon" + action).toList();
    }
}
