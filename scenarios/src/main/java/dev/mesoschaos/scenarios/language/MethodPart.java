package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.model.TargetSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
        return fields.has("wait") ? wait(fields) : fault(fields);
    }

    private Step together(NodeFields fields) {
        List<NodeFields> steps = fields.sections("together");
        if (fields.items("together").isEmpty()) {
            draft.problems.addOnce(fields.wrong("together", "expected at least one step with a fault"));
        }
        return new Step.Together(steps.stream().flatMap(step -> fault(step).stream()).toList());
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

    private Optional<Step.Fault> fault(NodeFields fields) {
        String id = draft.newStep(fields, true);
        Optional<Node> node = fields.node("fault");
        if (node.isEmpty()) {
            fields.missing("fault", "one, such as {network-partition: {}}");
        }
        Optional<TargetSpec> target = targets.read(fields);
        Duration hold = fields.duration("hold", Duration.ZERO, MAX);
        Optional<Part<FaultType<?>>> part =
                node.flatMap(fault -> Part.of(fault, "fault", draft.plugins.faults(), draft.problems));
        Optional<Planner<?>> planner = part.flatMap(this::planner);
        if (planner.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        if (target.get() instanceof TargetSpec.Executors && planner.get().onExecutors().isEmpty()) {
            draft.problems.addOnce(
                    fields.wrong("target", part.get().id() + " is for hosts: it cannot be aimed at executors"));
            return Optional.empty();
        }
        return Optional.of(
                new Step.Fault(id, part.get().id(), planner.get(), target.get(), hold, fields.location()));
    }

    private Optional<Planner<?>> planner(Part<FaultType<?>> part) {
        return part.parameters().readAll((Function<NodeFields, Planner<?>>) part.type()::read);
    }
}
