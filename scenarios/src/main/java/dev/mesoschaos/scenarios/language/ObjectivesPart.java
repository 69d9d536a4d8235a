package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.model.Objective;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code objectives:} and {@code invariants:} — what the run is judged by; there must be one of either. */
final class ObjectivesPart {

    private final Draft draft;
    private final ExpectationsPart expectations;

    ObjectivesPart(Draft draft, ExpectationsPart expectations) {
        this.draft = draft;
        this.expectations = expectations;
    }

    List<Objective> objectives(NodeFields top) {
        List<NodeFields> items = top.sections("objectives");
        if (top.items("objectives").isEmpty() && top.items("invariants").isEmpty()) {
            draft.problems.add(top.location(), "expected at least one objective or invariant: "
                    + "without any, a run proves nothing");
        }
        return items.stream().flatMap(item -> objective(item).stream()).toList();
    }

    private Optional<Objective> objective(NodeFields fields) {
        Query query = expectations.query(fields);
        Scope scope = scope(fields);
        return expectations
                .bounded(fields, "at-least", "at-most", true)
                .map(it -> new Objective(it.indicator().id(), query, scope, it.bound(), fields.location()));
    }

    private Scope scope(NodeFields fields) {
        Optional<String> during = draft.faultStep(fields, "during");
        Optional<String> after = draft.faultStep(fields, "after");
        if (during.isPresent() && after.isPresent()) {
            draft.problems.add(fields.location(), "expected either 'during' or 'after', got both");
        }
        return during.<Scope>map(Scope.During::new)
                .or(() -> after.map(Scope.After::new))
                .orElseGet(Scope.WholeMethod::new);
    }

    List<String> invariants(NodeFields top) {
        Set<String> ids = new LinkedHashSet<>();
        for (Node item : top.items("invariants")) {
            invariant(item).filter(id -> !ids.add(id)).ifPresent(id ->
                    draft.problems.add(item.location(), "invariant '" + id + "' is there twice"));
        }
        return List.copyOf(ids);
    }

    private Optional<String> invariant(Node item) {
        Map<String, Invariant> known = draft.plugins.invariants();
        String id = item instanceof Node.Scalar scalar ? scalar.text() : "";
        if (known.containsKey(id)) {
            return Optional.of(id);
        }
        draft.problems.add(item.location(), "unknown invariant " + item.shown() + ": "
                + Choices.expected(id, known.keySet().stream().sorted().toList(), "there are none"));
        return Optional.empty();
    }
}
