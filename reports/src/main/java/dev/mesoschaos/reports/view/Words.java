package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Sentences;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers, times and verdicts as readers of a report see them. */
public final class Words {

    /** Stands where there is no value, so that an empty cell never looks like a forgotten one. */
    public static final String NONE = "–";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double MILLIS_PER_SECOND = 1000;
    private static final int SECONDS_PER_MINUTE = 60;

    private Words() {}

    /** A moment to the second. */
    public static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** A length of time: {@code 3 s}, {@code 250 ms}, {@code 3.412 s}, {@code 2 min 5 s}. */
    public static String duration(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds >= 2 * SECONDS_PER_MINUTE) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        if (seconds > 0 && seconds < 1) {
            return trimmed(seconds * MILLIS_PER_SECOND) + " ms";
        }
        return trimmed(seconds) + " s";
    }

    /** Seconds to the millisecond, with their unit. */
    public static String seconds(double seconds) {
        return Sentences.value(seconds, Unit.SECONDS);
    }

    /** A share in per cent. */
    public static String share(long part, long whole) {
        return whole == 0 ? NONE : Sentences.value((double) part / whole, Unit.RATIO);
    }

    /** Microseconds as milliseconds, with their unit. */
    public static String millis(double micros) {
        return String.format(Locale.ROOT, "%.1f ms", micros / MILLIS_PER_SECOND);
    }

    /** A number that may be missing. */
    public static String value(OptionalDouble value, Unit unit) {
        return value.isPresent() ? Sentences.value(value.getAsDouble(), unit) : NONE;
    }

    /** A distance to a limit, with its sign; between shares in percentage points. */
    public static String margin(OptionalDouble margin, Unit unit) {
        if (margin.isEmpty()) {
            return NONE;
        }
        double value = margin.getAsDouble();
        String sign = value < 0 ? "−" : "+";
        String number = Sentences.value(Math.abs(value), unit);
        return sign + (unit == Unit.RATIO ? number.replace("%", "pp") : number);
    }

    /** A verdict as a sign, for eyes that do not tell red from green. */
    public static String sign(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "✓";
            case SKIPPED -> "↷";
            case INCONCLUSIVE -> "?";
            case FAILED -> "✗";
            case ABORTED -> "■";
            case ERROR, DIRTY -> "!";
        };
    }

    private static String trimmed(double number) {
        String text = String.format(Locale.ROOT, "%.3f", number);
        return text.replaceAll("\\.?0+$", "");
    }
}
