package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A canary that was due, and what became of it.
 *
 * @param kind what sets it apart from others; empty when all are alike
 * @param outcome empty when that was never written
 */
record CanaryLife(
        Instant due,
        String task,
        Duration deadline,
        Optional<Event.CanaryKind> kind,
        Optional<Event.Canary> outcome) {

    /** All canaries due in a window, whether anything became of them or not, in due order. */
    static List<CanaryLife> dueIn(Timeline timeline, Window window) {
        Map<Instant, CanaryLife> lives = new TreeMap<>();
        for (Event.CanaryDue due : timeline.of(Event.CanaryDue.class)) {
            lives.put(due.at(), new CanaryLife(due.at(), due.task(), due.deadline(), due.kind(), Optional.empty()));
        }
        for (Event.Canary canary : timeline.of(Event.Canary.class)) {
            CanaryLife life =
                    new CanaryLife(canary.at(), canary.task(), canary.deadline(), Optional.empty(), Optional.of(canary));
            lives.merge(canary.at(), life, (known, told) -> known.inTime() ? known : known.told(canary));
        }
        return lives.values().stream().filter(life -> window.contains(life.due)).toList();
    }

    private CanaryLife told(Event.Canary canary) {
        return new CanaryLife(due, canary.task(), canary.deadline(), kind, Optional.of(canary));
    }

    /** Which group it belongs to, by one of {@link dev.mesoschaos.scenarios.model.Query#KINDS}; empty when it has none. */
    Optional<String> group(String by) {
        return switch (by) {
            case "size" -> kind.map(Event.CanaryKind::size);
            case "role" -> kind.map(Event.CanaryKind::role);
            case "rack" -> kind.flatMap(Event.CanaryKind::rack);
            default -> throw new IllegalArgumentException(by);
        };
    }

    /** Whether it ran by its deadline. */
    boolean inTime() {
        return outcome.filter(Event.Canary::inTime).isPresent();
    }

    /**
     * Whether it is known to have run in time or not. One that had not run by the end of measuring, when it still had
     * time left, is undecided whatever was written about it while everything was being stopped.
     */
    boolean decidedBy(Instant horizon) {
        boolean ran = outcome.flatMap(Event.Canary::running).filter(at -> !at.isAfter(horizon)).isPresent();
        return ran || !due.plus(deadline).isAfter(horizon);
    }

    /** 1 when it ran in time, else 0; with the seconds until it was launched and from then until it ran. */
    Sample sample() {
        Map<String, Double> phases = new LinkedHashMap<>();
        Optional<Instant> launched = outcome.flatMap(Event.Canary::launched);
        launched.ifPresent(at -> phases.put("launched", Seconds.between(due, at)));
        outcome.flatMap(Event.Canary::running)
                .ifPresent(at -> phases.put("running", Seconds.between(launched.orElse(due), at)));
        return new Sample(task, inTime() ? 1 : 0, false, phases);
    }
}
