package dev.mesoschaos.scenarios.model;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.measure.Probe;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A whole scenario.
 *
 * @param name kebab-case, unique in a library; names the JUnit test, the run and the report
 * @param title one sentence a user of the cluster understands
 * @param why what happened to somebody, so that it is tested here
 * @param invariants ids of the invariants checked over the whole run
 */
public record Scenario(
        String name,
        String title,
        String why,
        ClusterSpec cluster,
        List<AppSpec> workload,
        List<Probe> probes,
        SteadyState steadyState,
        List<Step> method,
        List<Objective> objectives,
        List<String> invariants,
        List<StopCondition> stopWhen,
        Limits limits) {

    public Scenario {
        workload = List.copyOf(workload);
        probes = List.copyOf(probes);
        method = List.copyOf(method);
        objectives = List.copyOf(objectives);
        invariants = List.copyOf(invariants);
        stopWhen = List.copyOf(stopWhen);
    }

    /** The faults that a part of a run is about: those of its step, or all. */
    public List<Step.Fault> faults(Scope scope) {
        return switch (scope) {
            case Scope.WholeMethod all -> faults();
            case Scope.During during -> faults(during.step());
            case Scope.After after -> faults(after.step());
        };
    }

    private List<Step.Fault> faults(String step) {
        Stream<Step.Fault> drawn = method.stream()
                .filter(one -> one instanceof Step.Nemesis nemesis && nemesis.id().equals(step))
                .flatMap(one -> ((Step.Nemesis) one).faults().stream());
        return Stream.concat(faults().stream().filter(fault -> fault.id().equals(step)), drawn).toList();
    }

    /** Every fault of the method, in order. */
    public List<Step.Fault> faults() {
        return method.stream()
                .flatMap(step -> switch (step) {
                    case Step.Fault fault -> List.of(fault).stream();
                    case Step.Together together -> together.steps().stream();
                    case Step.Nemesis nemesis -> nemesis.faults().stream();
                    case Step.Wait wait -> List.<Step.Fault>of().stream();
                })
                .toList();
    }

    /** The mechanisms of every fault, each with the capabilities it needs. */
    public List<List<Set<Capability>>> mechanisms() {
        return faults().stream().map(fault -> fault.planner().mechanisms()).toList();
    }
}
