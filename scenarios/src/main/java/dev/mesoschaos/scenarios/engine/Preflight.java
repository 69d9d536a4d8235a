package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Setback;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Amount;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.Objective;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is checked before anything is injected. */
final class Preflight {

    private final Scenario scenario;
    private final Plugins plugins;
    private final ClusterProvider provider;
    private final Map<String, String> settings;
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);

    Preflight(Scenario scenario, Plugins plugins, ClusterProvider provider, Map<String, String> settings) {
        this.scenario = scenario;
        this.plugins = plugins;
        this.provider = provider;
        this.settings = Map.copyOf(settings);
    }

    /**
     * Chooses the first mechanism of each fault that this machine can do.
     *
     * @return why the scenario must be skipped; empty when it can run
     */
    Optional<String> missing() {
        Set<String> reasons = new TreeSet<>();
        for (Step.Fault step : scenario.faults()) {
            List<Set<Capability>> mechanisms = step.planner().mechanisms().stream()
                    .map(needs -> union(needs, step.target().needs()))
                    .toList();
            Optional<Set<Capability>> possible = mechanisms.stream()
                    .filter(needs -> provider.missing(needs, settings).isEmpty())
                    .findFirst();
            if (possible.isPresent()) {
                capabilities.addAll(possible.get());
            } else {
                reasons.add(step.fault() + " needs " + mechanisms.stream().map(this::reason)
                        .collect(Collectors.joining(", or ")));
            }
        }
        provider.lacking(scenario.cluster(), settings).ifPresent(reasons::add);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private static Set<Capability> union(Set<Capability> mechanism, Set<Capability> target) {
        return Stream.concat(mechanism.stream(), target.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The capabilities the chosen mechanisms use; complete after {@link #missing}. */
    Set<Capability> capabilities() {
        return Set.copyOf(capabilities);
    }

    /**
     * Refuses objectives that no cluster with these flags could meet.
     *
     * @throws IllegalArgumentException naming the objective, its floor and the flags
     */
    void checkFloors(Facts facts) {
        for (Objective objective : scenario.objectives()) {
            Optional<Floor> floor = floor(objective, facts);
            Amount amount = objective.bound().amount();
            if (amount instanceof Amount.FloorPlus && floor.isEmpty()) {
                throw new IllegalArgumentException(objective.location() + ": '" + objective.bound().text()
                        + "' needs a floor, and " + objective.indicator() + " has none for the faults it is about");
            }
            if (amount instanceof Amount.Plain plain) {
                checkFloor(objective, floor, plain.value());
            }
        }
    }

    /**
     * The same for objectives that are relative to the steady state, once that is known.
     *
     * @throws IllegalArgumentException naming the objective, and what is wrong with its baseline
     */
    void checkBaselines(Facts facts, Timeline timeline) {
        Window steady = timeline.baseline().orElseThrow();
        for (Objective objective : scenario.objectives()) {
            if (objective.bound().amount() instanceof Amount.TimesBaseline times) {
                Indicator indicator = plugins.indicators().get(objective.indicator());
                Measurement baseline = indicator.measure(timeline, steady, objective.query());
                if (baseline.value().isEmpty()) {
                    throw new IllegalArgumentException(objective.location() + ": '" + objective.bound().text()
                            + "' needs a baseline, and " + objective.indicator()
                            + " measured nothing in the steady state: " + baseline.detail());
                }
                double limit = times.factor() * baseline.value().getAsDouble();
                checkFloor(objective, floor(objective, facts), limit);
            }
        }
    }

    /** The least that an objective could be held to. */
    Optional<Floor> floor(Objective objective, Facts facts) {
        List<Setback> setbacks =
                scenario.faults(objective.scope()).stream().map(Step.Fault::setback).toList();
        return plugins.indicators().get(objective.indicator()).floor(new FloorTerms(facts, setbacks));
    }

    private static void checkFloor(Objective objective, Optional<Floor> floor, double limit) {
        if (floor.isPresent()
                && objective.bound().side() == Bound.Side.AT_MOST
                && limit < floor.get().least()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: no cluster with these flags can meet '%s'%s: the floor is %.3f s (%s)",
                    objective.location(),
                    objective.bound(),
                    objective.bound().amount() instanceof Amount.Plain ? "" : " = " + limit + " s",
                    floor.get().least(),
                    floor.get().terms().stream().map(Floor.Term::toString).collect(Collectors.joining(" + "))));
        }
    }

    private String reason(Set<Capability> needs) {
        return provider.missing(needs, settings).entrySet().stream()
                .map(entry -> entry.getKey().words() + " (" + entry.getValue() + ")")
                .sorted()
                .collect(Collectors.joining(" and "));
    }
}
