package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time axis that everything in a report shares.
 *
 * @param origin start of the run: zero
 * @param end of the run
 */
public record Axis(Instant origin, Instant end) {

    /** Of a run. */
    public static Axis of(Timeline timeline) {
        return new Axis(timeline.events().getFirst().at(), timeline.end());
    }

    /** Seconds since the origin, to the millisecond. */
    public double at(Instant moment) {
        return Duration.between(origin, moment).toMillis() / 1000.0;
    }

    /** Microseconds since the origin. */
    long micros(Instant moment) {
        return ChronoUnit.MICROS.between(origin, moment);
    }

    /** So many microseconds after the origin. */
    Instant moment(long micros) {
        return origin.plus(micros, ChronoUnit.MICROS);
    }

    /** How long the run took, in seconds. */
    public double length() {
        return at(end);
    }

    /** A moment in words: {@code +12.345 s}. */
    public String words(Instant moment) {
        return "+" + Words.seconds(at(moment));
    }

    /** A stretch in words: {@code +12.345 s to +13.000 s}. */
    public String words(Window window) {
        return words(window.from()) + " to " + words(window.to());
    }
}
