package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A fault that only remembers what was asked of it, and misbehaves as told. */
final class FakeFault implements FaultType<FakeFault.Plan>, Planner<FakeFault.Plan> {

    /** Its plan. */
    record Plan(List<String> hosts) {}

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final String id;
    List<Set<Capability>> mechanisms = List.of(Set.of());
    RuntimeException injectFails;
    RuntimeException undoFails;
    Function<Plan, List<Resource>> resources = plan -> List.of();
    Optional<String> irreversible = Optional.empty();
    boolean lasts = true;
    List<HostCommand> undoOnHosts = List.of();
    Consumer<FaultContext> injects = context -> {};
    UnaryOperator<Plan> survey = plan -> plan;
    boolean bites = true;
    boolean goes = true;
    Visibility visibility = Visibility.NOTHING_LOST;

    FakeFault(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String harm() {
        return "does nothing";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public Planner<Plan> read(Fields parameters) {
        return this;
    }

    @Override
    public List<Resource> resources(Plan plan) {
        return resources.apply(plan);
    }

    @Override
    public Plan survey(Plan plan, FaultContext context) {
        return survey.apply(plan);
    }

    @Override
    public void inject(Plan plan, FaultContext context) {
        calls.add("inject " + id);
        if (injectFails != null) {
            throw injectFails;
        }
        injects.accept(context);
    }

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        return new Evidence(bites, "looked", Optional.empty());
    }

    @Override
    public Evidence verifyHeld(Plan plan, FaultContext context) {
        return new Evidence(lasts, "looked at the end", Optional.empty());
    }

    @Override
    public Optional<String> irreversible() {
        return irreversible;
    }

    @Override
    public Duration effectWithin(Plan plan) {
        return Duration.ofMillis(100);
    }

    @Override
    public List<HostCommand> undoOnHosts(Plan plan) {
        return undoOnHosts;
    }

    @Override
    public void undo(Plan plan, FaultContext context) {
        calls.add("undo " + id);
        if (undoFails != null) {
            throw undoFails;
        }
    }

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        return new Evidence(goes, "looked again", Optional.empty());
    }

    @Override
    public Duration undoneWithin(Plan plan) {
        return Duration.ofMillis(100);
    }

    @Override
    public FaultType<Plan> type() {
        return this;
    }

    @Override
    public List<Set<Capability>> mechanisms() {
        return mechanisms;
    }

    @Override
    public Visibility visibility() {
        return visibility;
    }

    @Override
    public Plan plan(Targets targets, Situation situation) {
        return new Plan(targets.names());
    }

    @Override
    public List<String> describe(Plan plan) {
        return List.of("nothing on " + plan.hosts());
    }
}
