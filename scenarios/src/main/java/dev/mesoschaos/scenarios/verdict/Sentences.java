package dev.mesoschaos.scenarios.verdict;

import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.model.Bound;
import dev.mesoschaos.scenarios.model.Objective;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers and claims in words, the same on the terminal and in every report. */
public final class Sentences {

    private Sentences() {}

    /** A number with its unit: {@code 99.2 %}, {@code 3.412 s}, {@code 7}. */
    public static String value(double value, Unit unit) {
        return switch (unit) {
            case RATIO -> String.format(Locale.ROOT, "%.2f %%", value * 100);
            case SECONDS -> String.format(Locale.ROOT, "%.3f s", value);
            case COUNT -> number(value);
        };
    }

    /** A measured number: with {@code ≥} before it when it is censored, or {@code nothing measured}. */
    public static String value(Measurement measured, Unit unit) {
        if (measured.value().isEmpty()) {
            return "nothing measured";
        }
        String number = (measured.censored() ? "≥ " : "") + value(measured.value().getAsDouble(), unit);
        return number
                + measured.interval()
                        .map(interval -> String.format(
                                Locale.ROOT,
                                " (%.0f %% interval %s to %s)",
                                interval.confidence() * 100,
                                value(interval.low(), unit),
                                value(interval.high(), unit)))
                        .orElse("");
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    static String of(
            Indicator indicator, Objective objective, Measurement measured, OptionalDouble limit, Verdict verdict) {
        String subject = indicator.id() + " " + objective.scope();
        if (measured.value().isEmpty()) {
            return subject + ": nothing measured" + (measured.detail().isEmpty() ? "" : " (" + measured.detail() + ")");
        }
        String number = value(measured, indicator.unit());
        if (limit.isEmpty()) {
            return subject + " is " + number + ", but '" + objective.bound().text() + "' has no value in this run";
        }
        String bound = objective.bound().side() == Bound.Side.AT_LEAST
                ? "at least " : "at most ";
        String must = bound + value(limit.getAsDouble(), indicator.unit());
        return switch (verdict) {
            case PASSED -> subject + " is " + number + ", as it must (" + must + ")";
            case FAILED -> subject + " is " + number + ", and must be " + must;
            default -> subject + " is " + number + " as far as it was seen, which does not settle " + must;
        };
    }
}
