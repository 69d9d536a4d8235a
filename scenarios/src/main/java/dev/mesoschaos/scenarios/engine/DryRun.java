package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans a run without a cluster. It goes through the method as {@link Method} does, draws from the same streams of the seed,
 * and asks the same planners; nothing here could inject anything.
 */
public final class DryRun {

    /** Stands for the id of the run, which is made when it starts. */
    private static final String RUN_ID = "RUN";

    private final Scenario scenario;
    private final Seed seed;
    private final Cluster cluster;
    private final Set<Capability> capabilities;
    private final StandIns standIns;
    private final List<RunPlan.Injection> injections = new ArrayList<>();
    private final List<String> waits = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Duration least = Duration.ZERO;
    private Duration most = Duration.ZERO;
    private int count;

    private DryRun(Scenario scenario, Seed seed, Cluster cluster, Set<Capability> capabilities) {
        this.scenario = scenario;
        this.seed = seed;
        this.cluster = cluster;
        this.capabilities = capabilities;
        this.standIns = StandIns.of(scenario, cluster);
    }

    /**
     * Plans a run.
     *
     * @param settings properties of the user, as for a run
     * @throws UsageException when one of them cannot be so
     */
    public static RunPlan of(
            Scenario scenario, Plugins plugins, ClusterProvider provider, Map<String, String> settings, Seed seed) {
        Map<String, String> suited = provider.suited(scenario.mechanisms(), settings);
        Preflight preflight = new Preflight(scenario, plugins, provider, suited);
        Optional<String> missing = preflight.missing();
        Cluster cluster = provider.describe(scenario.cluster(), preflight.capabilities(), suited);
        DryRun run = new DryRun(scenario, seed, cluster, preflight.capabilities());
        if (missing.isEmpty()) {
            run.admit(() -> preflight.checkFloors(cluster.facts()));
            scenario.method().forEach(run::step);
        }
        return run.result(missing, preflight, Leases.length(settings));
    }

    private RunPlan result(Optional<String> missing, Preflight preflight, Duration lease) {
        List<RunPlan.ObjectiveFloor> floors = scenario.objectives().stream()
                .flatMap(objective -> preflight.floor(objective, cluster.facts()).stream()
                        .map(floor -> new RunPlan.ObjectiveFloor(
                                objective.indicator(), objective.bound().toString(), floor)))
                .toList();
        return new RunPlan(
                scenario.name(),
                seed.value(),
                missing,
                refused,
                cluster.grade(),
                cluster.network(),
                cluster.topology().hosts(),
                lease,
                injections,
                waits,
                floors,
                least.plus(scenario.steadyState().hold().multipliedBy(2)),
                most.plus(scenario.steadyState().within().multipliedBy(2)));
    }

    private void step(Step step) {
        switch (step) {
            case Step.Fault fault -> together(List.of(fault));
            case Step.Together together -> together(together.steps());
            case Step.Nemesis nemesis -> nemesis(nemesis);
            case Step.Wait wait -> {
                waits.add("step '" + wait.id() + "' waits for " + wait.until().stream()
                        .map(expectation -> expectation.indicator() + " " + expectation.bound())
                        .collect(Collectors.joining(" and ")) + ", at most " + wait.within().toSeconds() + " s");
                most = most.plus(wait.within());
            }
        }
    }

    private void together(List<Step.Fault> faults) {
        Duration start = least;
        Duration longest = most;
        List<Footprint> open = new ArrayList<>();
        for (Step.Fault fault : faults) {
            admit(() -> {
                Planned planned = plan(fault, fault.planner(), Injections.stream(fault), start, open);
                open.add(planned.footprint());
                least = later(least, start.plus(fault.hold()));
                most = later(most, longest.plus(planned.atMost()));
            });
        }
    }

    /** As if each fault took no longer than its hold: whether two clash in a run depends on how long they take there. */
    private void nemesis(Step.Nemesis nemesis) {
        Duration start = least;
        Duration slack = Duration.ZERO;
        List<Drawn> running = new ArrayList<>();
        int number = 1;
        for (Duration at = start; at.compareTo(start.plus(nemesis.lasting())) < 0; at = at.plus(nemesis.every())) {
            Duration now = at;
            running.removeIf(drawn -> drawn.end().compareTo(now) <= 0);
            Optional<Planned> planned =
                    running.size() < nemesis.atMost() ? draw(nemesis, number, now, running) : Optional.empty();
            if (planned.isPresent()) {
                Duration end = now.plus(planned.get().footprint().step().hold());
                running.add(new Drawn(planned.get().footprint(), end));
                least = later(least, end);
                slack = later(slack, planned.get().atMost());
            }
            number++;
        }
        most = most.plus(nemesis.lasting()).plus(slack);
    }

    private Optional<Planned> draw(Step.Nemesis nemesis, int number, Duration at, List<Drawn> running) {
        List<Footprint> open = running.stream().map(Drawn::footprint).toList();
        for (Step.Fault fault : Nemesis.order(nemesis, number, seed::stream)) {
            try {
                return Optional.of(plan(fault, fault.planner(), Nemesis.stream(nemesis, number, fault), at, open));
            } catch (IllegalArgumentException e) {
                // As in a run: the next one is tried.
            }
        }
        return Optional.empty();
    }

    private <P> Planned plan(
            Step.Fault step, Planner<P> planner, String draw, Duration at, Collection<Footprint> open) {
        String id = step.id() + "-" + ++count;
        Random random = seed.stream(draw);
        List<Links.Link> links = cluster.power(Links.class).map(Links::all).orElse(List.of());
        TargetResolver resolver = new TargetResolver(
                cluster.topology(),
                Optional.of(standIns),
                standIns.tasks(),
                new LinkTargets(cluster.topology(), links, standIns.tasks()));
        Targets targets = resolver.resolve(step.target(), random);
        P plan = planner.plan(targets, Situation.on(cluster, RUN_ID, id, capabilities, random));
        Footprint footprint = new Footprint(step, targets, planner.type().resources(plan), draw);
        new Admission(scenario.limits(), cluster).check(planner.type(), footprint, open);
        injections.add(new RunPlan.Injection(
                id,
                step.id(),
                step.fault(),
                planner.type().harm(),
                at,
                step.hold(),
                targets.description(),
                StandIns.playedFor(step.target()),
                targets.names(),
                blast(targets),
                planner.describe(plan),
                planner.type().undoOnHosts(plan)));
        Duration atMost = planner.type().effectWithin(plan).plus(step.hold()).plus(planner.type().undoneWithin(plan));
        return new Planned(footprint, atMost);
    }

    private RunPlan.Blast blast(Targets targets) {
        List<String> agents = names(targets, Role.AGENT);
        int tasks = targets.tasks().isEmpty()
                ? (int) standIns.tasks().stream().filter(task -> agents.contains(task.host())).count()
                : targets.tasks().size();
        return new RunPlan.Blast(
                agents.size(),
                cluster.topology().of(Role.AGENT).size(),
                names(targets, Role.MASTER).size(),
                cluster.topology().of(Role.MASTER).size(),
                names(targets, Role.ZOOKEEPER).size(),
                cluster.topology().of(Role.ZOOKEEPER).size(),
                targets.hosts().stream().filter(host -> host.role() == Role.AGENT).map(Host::rack).distinct().toList(),
                tasks,
                standIns.tasks().size());
    }

    private static List<String> names(Targets targets, Role role) {
        return targets.hosts().stream().filter(host -> host.role() == role).map(Host::name).toList();
    }

    private void admit(Runnable part) {
        try {
            part.run();
        } catch (IllegalArgumentException e) {
            refused.add(e.getMessage());
        }
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /**
     * An injection that is planned.
     *
     * @param atMost how long it may take from its start to its verified undo
     */
    private record Planned(Footprint footprint, Duration atMost) {}

    /**
     * One that a nemesis has drawn.
     *
     * @param end of its hold, from the start of the method
     */
    private record Drawn(Footprint footprint, Duration end) {}
}
