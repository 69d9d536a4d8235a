package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.model.TargetSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code method:} — the steps. */
final class MethodPart {

    private static final Duration MAX = Duration.ofHours(24);

    private final Draft draft;
    private final ExpectationsPart expectations;
    private final TargetPart targets;

    MethodPart(Draft draft, ExpectationsPart expectations) {
        this.draft = draft;
        this.expectations = expectations;
        this.targets = new TargetPart(draft);
    }

    List<Step> read(NodeFields top) {
        List<Step> steps = new ArrayList<>();
        top.sections("method").forEach(step -> step(step).ifPresent(steps::add));
        if (!top.has("method")) {
            top.missing("method", "a list of steps");
        } else if (!draft.hasFaults()) {
            draft.problems.addOnce(top.wrong("method", "expected at least one step with a fault"));
        }
        return steps;
    }

    private Optional<? extends Step> step(NodeFields fields) {
        if (fields.has("together")) {
            return Optional.of(together(fields));
        }
        if (fields.has("nemesis")) {
            return nemesis(fields);
        }
        return fields.has("wait") ? wait(fields) : fault(fields, true);
    }

    private Optional<Step> nemesis(NodeFields fields) {
        String id = draft.newStep(fields, true);
        return fields.section("nemesis").map(nemesis -> {
            Duration lasting = nemesis.duration("for", Duration.ofSeconds(1), MAX);
            Duration every = nemesis.duration("every", Duration.ofMillis(100), MAX);
            int atMost = nemesis.integer("at-most", 1, 20, 1);
            if (every.compareTo(lasting) > 0) {
                throw nemesis.wrong("every", "expected at most what 'for' says, so that a fault is drawn");
            }
            List<NodeFields> faults = nemesis.sections("faults");
            if (nemesis.items("faults").isEmpty()) {
                draft.problems.addOnce(nemesis.wrong("faults", "expected at least one step with a fault under 'faults'"));
            }
            return new Step.Nemesis(
                    id,
                    faults.stream().flatMap(step -> fault(step, false).stream()).toList(),
                    lasting,
                    every,
                    atMost,
                    fields.location());
        });
    }

    private Step together(NodeFields fields) {
        List<NodeFields> steps = fields.sections("together");
        if (fields.items("together").isEmpty()) {
            draft.problems.addOnce(fields.wrong("together", "expected at least one step with a fault"));
        }
        return new Step.Together(steps.stream().flatMap(step -> fault(step, true).stream()).toList());
    }

    private Optional<Step> wait(NodeFields fields) {
        String id = draft.newStep(fields, false);
        return fields.section("wait").map(wait -> {
            Duration within = wait.duration("within", Duration.ofMillis(1), MAX);
            if (wait.items("expect").isEmpty()) {
                draft.problems.addOnce(wait.wrong("expect", "expected at least one thing to wait for under 'expect'"));
            }
            return new Step.Wait(id, expectations.expect(wait), within, fields.location());
        });
    }

    /** A step with a fault; objectives can be about one that happens exactly once. */
    private Optional<Step.Fault> fault(NodeFields fields, boolean once) {
        String id = draft.newStep(fields, once);
        Optional<Planner<?>> planner = fields.fault("fault");
        Optional<TargetSpec> target = targets.read(fields);
        Duration hold = fields.duration("hold", Duration.ZERO, MAX);
        if (planner.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> missed = missed(planner.get(), target.get());
        if (missed.isPresent()) {
            draft.problems.addOnce(fields.wrong("target", planner.get().type().id() + missed.get()));
            return Optional.empty();
        }
        return Optional.of(
                new Step.Fault(id, planner.get().type().id(), planner.get(), target.get(), hold, fields.location()));
    }

    /** Why a fault cannot be aimed at a target; empty when it can. */
    private static Optional<String> missed(Planner<?> planner, TargetSpec target) {
        boolean links = target instanceof TargetSpec.Links || target instanceof TargetSpec.AppLinks;
        if (planner.onLinks() && !links) {
            return Optional.of(" is for connections: it cannot be aimed at hosts or executors; expected one of "
                    + "{links: zookeeper}, {links: masters}, {links: app NAME}");
        }
        if (links && !planner.onLinks()) {
            return Optional.of(" is for hosts: it cannot be aimed at connections; expected hosts such as leading-master, "
                    + "{agents: 2}, {rack: any}");
        }
        return target instanceof TargetSpec.Executors && planner.onExecutors().isEmpty()
                ? Optional.of(" is for hosts: it cannot be aimed at executors")
                : Optional.empty();
    }
}
