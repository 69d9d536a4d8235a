package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.journal.Event;
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
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges objectives against a timeline. */
record Objectives(Plugins plugins, Scenario scenario, Timeline timeline) {

    List<Claim> judge() {
        List<Claim> claims = new ArrayList<>();
        for (Objective objective : scenario.objectives()) {
            claims.add(judge(objective, objective.indicator() + "-" + (claims.size() + 1)));
        }
        return claims;
    }

    private Claim judge(Objective objective, String id) {
        Indicator indicator = plugins.indicators().get(objective.indicator());
        Optional<Floor> floor = timeline.last(Event.ClusterOpened.class)
                .flatMap(opened -> indicator.floor(new FloorTerms(opened.facts(), setbacks(objective))));
        OptionalDouble baseline = timeline.baseline()
                .map(window -> measure(indicator, window, objective).value())
                .orElse(OptionalDouble.empty());
        Measurement measured = timeline.window(objective.scope())
                .map(window -> measure(indicator, window, objective))
                .orElseGet(() -> Measurement.none("", objective.scope() + " never came"));
        OptionalDouble limit = limit(objective.bound().amount(), floor, baseline);
        Bound bound = objective.bound();
        OptionalDouble margin = measured.value().isPresent() && limit.isPresent()
                ? OptionalDouble.of(bound.margin(worst(bound, measured), limit.getAsDouble()))
                : OptionalDouble.empty();
        Verdict verdict = verdict(bound, measured, limit);
        return new Claim(
                id,
                indicator.id(),
                indicator.meaning(),
                indicator.unit(),
                about(objective),
                bound.toString(),
                limit,
                measured,
                floor,
                baseline,
                margin,
                verdict,
                Sentences.of(indicator, objective, measured, limit, verdict));
    }

    /** What was planned in the end: chance may leave faults of a nemesis out. */
    private List<Setback> setbacks(Objective objective) {
        Set<String> planned = timeline.of(Event.Planned.class).stream()
                .map(Event.Planned::step)
                .collect(Collectors.toUnmodifiableSet());
        return scenario.faults(objective.scope()).stream()
                .filter(fault -> planned.contains(fault.id()))
                .map(Step.Fault::setback)
                .toList();
    }

    /** A measurement that crashes has measured nothing. */
    private Measurement measure(Indicator indicator, Window window, Objective objective) {
        try {
            return indicator.measure(timeline, window, objective.query());
        } catch (RuntimeException e) {
            return Measurement.none("", "the measurement itself failed: " + e);
        }
    }

    private static OptionalDouble limit(Amount amount, Optional<Floor> floor, OptionalDouble baseline) {
        return switch (amount) {
            case Amount.Plain plain -> OptionalDouble.of(plain.value());
            case Amount.FloorPlus plus ->
                floor.map(least -> OptionalDouble.of(least.least() + plus.more())).orElse(OptionalDouble.empty());
            case Amount.TimesBaseline times ->
                baseline.isPresent()
                        ? OptionalDouble.of(times.factor() * baseline.getAsDouble())
                        : OptionalDouble.empty();
        };
    }

    /**
     * A number that is missing proves nothing. A censored one is a lower bound: it can prove that a maximum was
     * exceeded or a minimum reached, and nothing else. One with an interval holds when both ends do, and is missed when
     * neither does.
     */
    private static Verdict verdict(Bound bound, Measurement measured, OptionalDouble limit) {
        if (measured.value().isEmpty() || measured.n() == 0 || limit.isEmpty()) {
            return Verdict.INCONCLUSIVE;
        }
        boolean holds = bound.holds(worst(bound, measured), limit.getAsDouble());
        if (!holds && bound.holds(best(bound, measured), limit.getAsDouble())) {
            return Verdict.INCONCLUSIVE;
        }
        if (measured.censored() && holds == (bound.side() == Bound.Side.AT_MOST)) {
            return Verdict.INCONCLUSIVE;
        }
        return holds ? Verdict.PASSED : Verdict.FAILED;
    }

    private static double worst(Bound bound, Measurement measured) {
        return end(bound.side() == Bound.Side.AT_MOST, measured);
    }

    private static double best(Bound bound, Measurement measured) {
        return end(bound.side() == Bound.Side.AT_LEAST, measured);
    }

    private static double end(boolean high, Measurement measured) {
        return measured.interval()
                .map(interval -> high ? interval.high() : interval.low())
                .orElseGet(measured.value()::getAsDouble);
    }

    private static String about(Objective objective) {
        List<String> parts = new ArrayList<>();
        objective.query().app().ifPresent(app -> parts.add("app " + app));
        objective.query().percentile().ifPresent(p -> parts.add("p" + Sentences.number(p)));
        objective.query().slo().ifPresent(slo -> parts.add("of a promise of " + Sentences.value(slo, Unit.RATIO)));
        objective.query().service().ifPresent(parts::add);
        objective.query().control().ifPresent(control -> parts.add("against " + control));
        objective.query().probe().ifPresent(probe -> parts.add("by " + probe));
        objective.query().by().ifPresent(by -> parts.add("of the worst " + by));
        parts.add(objective.scope().toString());
        return String.join(", ", parts);
    }
}
