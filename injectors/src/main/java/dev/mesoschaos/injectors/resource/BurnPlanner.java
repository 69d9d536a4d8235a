package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans of the faults that burn something.
 *
 * @param load what a host burns, as arguments of the fault's script
 * @param task what each asks of Mesos for, when they are tasks
 */
record BurnPlanner(FaultType<BurnPlan> type, Load load, Optional<BurnPlan.Task> task) implements Planner<BurnPlan> {

    /** What a host burns. */
    @FunctionalInterface
    interface Load {
        List<String> of(Host host, Targets targets, Situation situation);
    }

    /** The same on each host. */
    static Load same(String... load) {
        return (host, targets, situation) -> List.of(load);
    }

    /** All that is needed are commands on hosts. */
    @Override
    public List<Set<Capability>> mechanisms() {
        return List.of(Set.of(Capability.HOST_NETWORK));
    }

    @Override
    public Visibility visibility() {
        return Visibility.NOTHING_LOST;
    }

    @Override
    public BurnPlan plan(Targets targets, Situation situation) {
        Optional<Host> strange = targets.hosts().stream().filter(host -> host.role() != Role.AGENT).findFirst();
        if (task.isPresent() && strange.isPresent()) {
            throw new IllegalArgumentException(type.id() + " as a task needs agents as its targets, and "
                    + strange.get().name() + " is none");
        }
        String mark = (situation.runId() + "_" + situation.injectionId()).replaceAll("[^A-Za-z0-9]", "_");
        return new BurnPlan(mark, targets.hosts().stream()
                .map(host -> new BurnPlan.Burn(host.name(), load.of(host, targets, situation)))
                .toList(), task);
    }

    @Override
    public List<String> describe(BurnPlan plan) {
        return plan.burns().stream()
                .map(burn -> burn.host() + ": " + type.id() + " " + String.join(" ", burn.load())
                        + plan.task().map(own -> " as a task of " + own.cpus() + " CPUs, " + own.memMb() + " MB").orElse(""))
                .toList();
    }
}
