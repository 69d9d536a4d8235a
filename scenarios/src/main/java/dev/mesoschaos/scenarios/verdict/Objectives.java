package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Amount;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.Objective;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Judges objectives against a timeline. */
record Objectives(Plugins plugins, Timeline timeline) {

    List<Claim> judge(List<Objective> objectives) {
        List<Claim> claims = new ArrayList<>();
        for (Objective objective : objectives) {
            claims.add(judge(objective, objective.indicator() + "-" + (claims.size() + 1)));
        }
        return claims;
    }

    private Claim judge(Objective objective, String id) {
        Indicator indicator = plugins.indicators().get(objective.indicator());
        Optional<Floor> floor = timeline.last(Event.ClusterOpened.class)
                .flatMap(opened -> indicator.floor(new FloorTerms(opened.facts(), timeline.losses())));
        OptionalDouble baseline = timeline.baseline()
                .map(window -> indicator.measure(timeline, window, objective.query()).value())
                .orElse(OptionalDouble.empty());
        Measurement measured = timeline.window(objective.scope())
                .map(window -> measure(indicator, window, objective))
                .orElseGet(() -> Measurement.none("", objective.scope() + " never came"));
        OptionalDouble limit = limit(objective.bound().amount(), floor, baseline);
        Bound bound = objective.bound();
        OptionalDouble margin = measured.value().isPresent() && limit.isPresent()
                ? OptionalDouble.of(bound.margin(measured.value().getAsDouble(), limit.getAsDouble()))
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

    private Measurement measure(Indicator indicator, Window window, Objective objective) {
        return indicator.measure(timeline, window, objective.query());
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
     * exceeded or a minimum reached, and nothing else.
     */
    private static Verdict verdict(Bound bound, Measurement measured, OptionalDouble limit) {
        if (measured.value().isEmpty() || measured.n() == 0 || limit.isEmpty()) {
            return Verdict.INCONCLUSIVE;
        }
        boolean holds = bound.holds(measured.value().getAsDouble(), limit.getAsDouble());
        if (measured.censored() && holds == (bound.side() == Bound.Side.AT_MOST)) {
            return Verdict.INCONCLUSIVE;
        }
        return holds ? Verdict.PASSED : Verdict.FAILED;
    }

    private static String about(Objective objective) {
        List<String> parts = new ArrayList<>();
        objective.query().app().ifPresent(app -> parts.add("app " + app));
        objective.query().percentile().ifPresent(p -> parts.add("p" + Sentences.number(p)));
        parts.add(objective.scope().toString());
        return String.join(", ", parts);
    }
}
