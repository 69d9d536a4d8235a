package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Tasks;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How long users of a lost task wait until another runs in its place. */
public final class ReschedulingTime implements Indicator {

    private static final String POPULATION = "tasks that ran when the fault took effect and were lost to it";

    @Override
    public String id() {
        return "rescheduling-time";
    }

    @Override
    public String meaning() {
        return "Percentile, by default the longest, of the time from the verified effect of the fault to TASK_RUNNING"
                + " of the replacement, over all tasks lost, noticed or not; one that is not back by the end counts as"
                + " at least until then.";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.APP, Query.Key.PERCENTILE);
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        Tasks tasks = Tasks.of(timeline);
        List<Loss> losses = Losses.in(timeline, window, tasks, query.app());
        if (losses.isEmpty()) {
            return Measurement.none(POPULATION, "no task was lost");
        }
        List<Sample> samples = losses.stream()
                .map(loss -> Rescheduling.of(loss, tasks, timeline).sample())
                .toList();
        return Times.measured(samples, query, POPULATION, detail(losses, samples));
    }

    private static String detail(List<Loss> losses, List<Sample> samples) {
        long missing = samples.stream().filter(Sample::censored).count();
        long unnoticed = losses.stream().filter(loss -> loss.noticed().isEmpty()).count();
        String text = samples.size() + " lost, " + (samples.size() - missing) + " back";
        if (missing > 0) {
            text += "; " + missing + " not back by the end";
        }
        if (unnoticed > 0) {
            text += "; the loss of " + unnoticed + " was never noticed";
        }
        return text;
    }

    @Override
    public Optional<Floor> floor(FloorTerms terms) {
        return ReschedulingFloor.of(terms);
    }
}
