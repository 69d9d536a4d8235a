package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.probe.HttpProbeType;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a probe measured all through a window: time in which it did not is unknown, not good. */
final class Coverage {

    /** Longest silence, beyond the probe's own period, that is put down to the moment at which a window was cut. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /**
     * Before the end of measuring nothing may have been written for so long: requests are written when they and all
     * before them have ended, twice a second, and probes are stopped one after another.
     */
    private static final Duration LAG = HttpProbeType.LONGEST_TIMEOUT.plusSeconds(1);

    private Coverage() {}

    /**
     * Why a window's number would be worth nothing; empty when the probe measured all through it.
     *
     * @param dues when something was due in the window, in any order
     * @param period time from one to the next
     */
    static Optional<String> gap(Timeline timeline, Window window, List<Instant> dues, Duration period) {
        Instant end = earliest(window.to(), timeline.horizon().minus(LAG));
        Duration allowed = period.plus(TOLERANCE);
        Duration unknown = Duration.ZERO;
        Instant last = window.from();
        for (Instant due : dues.stream().sorted().toList()) {
            unknown = unknown.plus(beyond(allowed, last, due));
            last = due;
        }
        unknown = unknown.plus(beyond(allowed, last, end));
        return unknown.isZero()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the probe measured nothing for %.1f s of the %.1f s",
                        Seconds.of(unknown),
                        Seconds.of(window.length())));
    }

    private static Duration beyond(Duration allowed, Instant from, Instant to) {
        Duration silence = Duration.between(from, to);
        return silence.compareTo(allowed) > 0 ? silence : Duration.ZERO;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
