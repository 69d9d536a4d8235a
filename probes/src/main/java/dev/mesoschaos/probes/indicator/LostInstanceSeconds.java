package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Instances;
import dev.mesoschaos.probes.history.Spans;
import dev.mesoschaos.probes.history.TaskHistory;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What a fault costs. */
public final class LostInstanceSeconds implements Indicator {

    private static final String POPULATION = "app instances that ever ran";

    @Override
    public String id() {
        return "lost-instance-seconds";
    }

    @Override
    public String meaning() {
        return "Seconds for which instances of apps were not there, all instances together: Mesos did not say that they run, or"
                + " they were silent though they should report. A loss may be counted half a second too long.";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.APP);
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        List<Sample> samples = Instances.of(timeline, query).values().stream()
                .flatMap(slots -> slots.entrySet().stream())
                .map(slot -> sample(slot.getKey(), slot.getValue(), window, timeline.horizon()))
                .toList();
        if (samples.isEmpty()) {
            return Measurement.none(POPULATION, "no instance ever ran");
        }
        long whole = samples.stream().filter(sample -> sample.value() == 0).count();
        return new Measurement(
                OptionalDouble.of(samples.stream().mapToDouble(Sample::value).sum()),
                false,
                samples.size(),
                POPULATION,
                whole + " of " + samples.size() + " were there all the time",
                samples);
    }

    private static Sample sample(String slot, List<TaskHistory> tasks, Window window, Instant horizon) {
        List<Window> there = Spans.union(
                tasks.stream().flatMap(task -> task.thereTimes(horizon).stream()).toList());
        Duration missing = window.length().minus(Spans.length(Spans.both(there, List.of(window))));
        return new Sample(slot, Seconds.of(missing), false, Map.of());
    }
}
