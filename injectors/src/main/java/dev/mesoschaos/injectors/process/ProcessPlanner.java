package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans of the faults that send a signal to the processes of their targets.
 *
 * @param onExecutors empty when executors cannot be targets
 * @param consequence for a daemon, in words, with its comma
 */
record ProcessPlanner(
        FaultType<ProcessPlan> type,
        Signal signal,
        Visibility visibility,
        Optional<Visibility> onExecutors,
        String consequence)
        implements Planner<ProcessPlan> {

    @Override
    public List<Set<Capability>> mechanisms() {
        return List.of(Set.of(Capability.DAEMONS));
    }

    /** Whatever signal it is, the session in ZooKeeper is not closed (mesos-facts section 5). */
    @Override
    public Visibility onLeader() {
        return Visibility.LEADER_SILENT;
    }

    @Override
    public ProcessPlan plan(Targets targets, Situation situation) {
        return ProcessPlan.of(targets, situation, signal);
    }

    @Override
    public List<String> describe(ProcessPlan plan) {
        return plan.describe(consequence);
    }
}
