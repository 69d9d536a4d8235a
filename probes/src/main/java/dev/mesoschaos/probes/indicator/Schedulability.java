package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The ability to schedule: the share of canaries that ran in time. */
public final class Schedulability implements Indicator {

    private static final String POPULATION = "canaries due";

    @Override
    public String id() {
        return "schedulability";
    }

    @Override
    public String meaning() {
        return "Share of the canary tasks due that reached TASK_RUNNING within their deadline, counted from when they"
                + " were due; one that never ran is a failure.";
    }

    @Override
    public Unit unit() {
        return Unit.RATIO;
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        List<CanaryLife> due = CanaryLife.dueIn(timeline, window);
        Instant horizon = timeline.horizon();
        List<CanaryLife> decided =
                due.stream().filter(canary -> canary.decidedBy(horizon)).toList();
        if (decided.isEmpty()) {
            String reason = due.isEmpty() ? "no canary was due" : "no canary's deadline has passed";
            return Measurement.none(POPULATION, reason);
        }
        long inTime = decided.stream().filter(CanaryLife::inTime).count();
        String detail = detail(decided, inTime, due.size() - decided.size());
        Optional<String> gap = gap(timeline, window, due);
        return new Measurement(
                gap.isPresent() ? OptionalDouble.empty() : OptionalDouble.of((double) inTime / decided.size()),
                false,
                decided.size(),
                POPULATION,
                gap.map(reason -> reason + "; otherwise " + detail).orElse(detail),
                decided.stream().map(CanaryLife::sample).toList());
    }

    private static String detail(List<CanaryLife> decided, long inTime, int undecided) {
        long unwritten =
                decided.stream().filter(canary -> canary.outcome().isEmpty()).count();
        String text = inTime + " of " + decided.size() + " ran in time";
        if (unwritten > 0) {
            text += "; what became of " + unwritten + " was never written, which counts as failure";
        }
        if (undecided > 0) {
            text += "; " + undecided + " left out, as their deadline lay after the end of measuring";
        }
        return text;
    }

    private static Optional<String> gap(Timeline timeline, Window window, List<CanaryLife> due) {
        return timeline.last(Event.CanaryDue.class)
                .map(Event.CanaryDue::every)
                .flatMap(every -> Coverage.gap(
                        timeline, window, due.stream().map(CanaryLife::due).toList(), every));
    }
}
