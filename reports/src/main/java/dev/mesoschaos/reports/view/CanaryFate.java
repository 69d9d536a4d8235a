package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A canary and what became of it.
 *
 * @param tookSeconds from when it was due until it ran; empty when it never did
 */
record CanaryFate(
        Instant due, String task, Duration deadline, Kind kind, OptionalDouble tookSeconds, String host, String detail) {

    /** What became of a canary. */
    enum Kind {
        IN_TIME,
        LATE,
        NEVER,
        /** Its deadline lay after the end of measuring: it proves nothing. */
        UNDECIDED
    }

    /** All canaries of a run, in due order; one whose life was never written has not run. */
    static List<CanaryFate> of(Timeline timeline) {
        Instant horizon = timeline.horizon();
        Map<Instant, CanaryFate> fates = new TreeMap<>();
        for (Event.CanaryDue due : timeline.of(Event.CanaryDue.class)) {
            fates.put(due.at(), unwritten(due, horizon));
        }
        for (Event.Canary canary : timeline.of(Event.Canary.class)) {
            fates.put(canary.at(), written(canary, horizon));
        }
        return new ArrayList<>(fates.values());
    }

    /** Seconds after which it was last known not to run yet. */
    double atLeastSeconds() {
        return tookSeconds.orElse(seconds(deadline));
    }

    private static CanaryFate unwritten(Event.CanaryDue due, Instant horizon) {
        boolean over = !due.at().plus(due.deadline()).isAfter(horizon);
        return new CanaryFate(
                due.at(),
                due.task(),
                due.deadline(),
                over ? Kind.NEVER : Kind.UNDECIDED,
                OptionalDouble.empty(),
                "",
                "what became of it was never written");
    }

    private static CanaryFate written(Event.Canary canary, Instant horizon) {
        Optional<Duration> took = canary.running().map(running -> Duration.between(canary.at(), running));
        Kind kind;
        if (canary.inTime()) {
            kind = Kind.IN_TIME;
        } else if (canary.at().plus(canary.deadline()).isAfter(horizon)) {
            kind = Kind.UNDECIDED;
        } else {
            kind = took.isPresent() ? Kind.LATE : Kind.NEVER;
        }
        return new CanaryFate(
                canary.at(),
                canary.task(),
                canary.deadline(),
                kind,
                took.map(duration -> OptionalDouble.of(seconds(duration))).orElse(OptionalDouble.empty()),
                canary.host(),
                canary.detail());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
