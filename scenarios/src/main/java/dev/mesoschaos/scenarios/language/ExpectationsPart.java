package dev.mesoschaos.scenarios.language;

import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.Expectation;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.SteadyState;
import dev.mesoschaos.scenarios.model.StopCondition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code steady-state:}, {@code stop-when:} and all else that says what must be true of an indicator now. */
final class ExpectationsPart {

    private static final Duration MAX = Duration.ofHours(24);
    private static final SteadyState OTHERWISE =
            new SteadyState(Duration.ofSeconds(30), Duration.ofSeconds(3), List.of());

    private static final Form<Double> PROMISE = new Form<>(
            "a share below 100%, such as 99.9%", text -> Form.SHARE.reader().apply(text).filter(share -> share < 1));

    private final Draft draft;

    ExpectationsPart(Draft draft) {
        this.draft = draft;
    }

    SteadyState steadyState(NodeFields top) {
        return top.section("steady-state").map(this::steady).orElse(OTHERWISE);
    }

    private SteadyState steady(NodeFields fields) {
        Duration within = fields.duration("within", Duration.ofMillis(1), MAX, OTHERWISE.within());
        Duration hold = fields.duration("hold", Duration.ZERO, MAX, OTHERWISE.hold());
        if (hold.compareTo(within) >= 0) {
            draft.problems.addOnce(fields.wrong("hold", "the state can never hold for " + Durations.shown(hold)
                    + " within " + Durations.shown(within) + ": expected a shorter hold or a longer within"));
        }
        return new SteadyState(within, hold, expect(fields));
    }

    /** The list under {@code expect}. */
    List<Expectation> expect(NodeFields fields) {
        return fields.sections("expect").stream()
                .flatMap(item -> expectation(item, "at-least", "at-most").stream())
                .toList();
    }

    List<StopCondition> stopWhen(NodeFields top) {
        return top.sections("stop-when").stream().flatMap(item -> stop(item).stream()).toList();
    }

    private Optional<StopCondition> stop(NodeFields fields) {
        Duration lasting = fields.duration("for", Duration.ZERO, MAX);
        return expectation(fields, "below", "above").map(expected -> new StopCondition(expected, lasting));
    }

    private Optional<Expectation> expectation(NodeFields fields, String atLeast, String atMost) {
        Query query = query(fields);
        return bounded(fields, atLeast, atMost, false)
                .map(bounded -> new Expectation(bounded.indicator().id(), query, bounded.bound()));
    }

    /** The keys that say which number of an indicator is meant. */
    Query query(NodeFields fields) {
        return new Query(
                draft.app(fields, Query.Key.APP.word()),
                number(fields, Query.Key.PERCENTILE, Form.number(0, 100)),
                number(fields, Query.Key.SLO, PROMISE),
                draft.app(fields, Query.Key.CONTROL.word()),
                fields.valueIfAny(Query.Key.SERVICE.word(), Form.oneOf(Query.SERVICES)),
                fields.valueIfAny(Query.Key.PROBE.word(), Form.oneOf(Query.PROBES)),
                fields.valueIfAny(Query.Key.BY.word(), Form.oneOf(Query.KINDS)));
    }

    private static OptionalDouble number(NodeFields fields, Query.Key key, Form<Double> form) {
        return fields.valueIfAny(key.word(), form).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private void checkKeys(NodeFields fields, Indicator indicator) {
        for (Query.Key key : Query.Key.values()) {
            if (fields.has(key.word()) && !indicator.takes().contains(key)) {
                draft.problems.addOnce(
                        fields.wrong(key.word(), indicator.id() + " has no '" + key.word() + "': leave it out"));
            }
            if (!fields.has(key.word()) && indicator.needs().contains(key)) {
                draft.problems.add(fields.location(), indicator.id() + " needs '" + key.word() + "'");
            }
        }
    }

    /** The key {@code indicator} and one of two limits in its unit; empty when something about them is wrong. */
    Optional<Bounded> bounded(NodeFields fields, String atLeast, String atMost, boolean relative) {
        Optional<Indicator> indicator = indicator(fields);
        if (indicator.isEmpty()) {
            // Without the unit nothing can be said about them, but they are no unknown keys.
            fields.node(atLeast);
            fields.node(atMost);
        }
        indicator.ifPresent(found -> checkKeys(fields, found));
        return indicator.flatMap(found -> Bounds.read(fields, atLeast, atMost, found, relative, draft.problems)
                .map(bound -> new Bounded(found, bound)));
    }

    private Optional<Indicator> indicator(NodeFields fields) {
        Map<String, Indicator> known = draft.plugins.indicators();
        Optional<String> id = fields.value("indicator", Form.TEXT);
        id.filter(word -> !known.containsKey(word)).ifPresent(word -> draft.problems.addOnce(fields.wrong(
                "indicator",
                "unknown indicator " + Quote.of(word) + ": "
                        + Choices.expected(word, known.keySet().stream().sorted().toList(), "there are none"))));
        return id.map(known::get);
    }

    /** An indicator and its limit. */
    record Bounded(Indicator indicator, Bound bound) {}
}
