package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The canaries of a window.
 *
 * @param decided those that are known to have run in time or not, in due order
 * @param undecided how many had time left when measuring ended
 * @param gap why numbers about them would be worth nothing; empty when they were due all through the window
 */
record CanaryTally(List<CanaryLife> decided, int undecided, Optional<String> gap) {

    private static final String POPULATION = "canaries due";

    static CanaryTally of(Timeline timeline, Window window) {
        List<CanaryLife> due = CanaryLife.dueIn(timeline, window);
        Instant horizon = timeline.horizon();
        List<CanaryLife> decided =
                due.stream().filter(canary -> canary.decidedBy(horizon)).toList();
        Optional<String> gap = timeline.last(Event.CanaryDue.class)
                .map(Event.CanaryDue::every)
                .flatMap(every -> Coverage.gap(
                        timeline, window, due.stream().map(CanaryLife::due).toList(), every));
        return new CanaryTally(decided, due.size() - decided.size(), gap);
    }

    /** The same by groups, by one of {@link dev.mesoschaos.scenarios.model.Query#KINDS}; empty when they have none. */
    SortedMap<String, CanaryTally> groups(String by) {
        SortedMap<String, List<CanaryLife>> lives = new TreeMap<>();
        decided.forEach(canary -> canary.group(by)
                .ifPresent(group -> lives.computeIfAbsent(group, one -> new ArrayList<>()).add(canary)));
        SortedMap<String, CanaryTally> groups = new TreeMap<>();
        lives.forEach((group, own) -> groups.put(group, new CanaryTally(own, 0, gap)));
        return groups;
    }

    long inTime() {
        return decided.stream().filter(CanaryLife::inTime).count();
    }

    long failed() {
        return decided.size() - inTime();
    }

    /** A number about them, unless nothing is known about them. */
    Measurement measured(double value, String detail, List<Sample> samples) {
        if (decided.isEmpty()) {
            String reason = undecided == 0 ? "no canary was due" : "no canary's deadline has passed";
            return Measurement.none(POPULATION, reason);
        }
        return new Measurement(
                gap.isPresent() ? OptionalDouble.empty() : OptionalDouble.of(value),
                false,
                decided.size(),
                POPULATION,
                gap.map(reason -> reason + "; otherwise " + detail).orElse(detail),
                samples);
    }
}
