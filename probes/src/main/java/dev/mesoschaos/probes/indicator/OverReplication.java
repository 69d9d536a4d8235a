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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** For how long apps had more tasks than they should. */
public final class OverReplication implements Indicator {

    private static final String POPULATION = "app instances that ever ran";

    @Override
    public String id() {
        return "over-replication";
    }

    @Override
    public String meaning() {
        return "Time in which more tasks of an app were alive than it has instances, as Mesos or the tasks themselves say; of several"
                + " apps their times together.";
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
        List<Sample> samples = new ArrayList<>();
        long instances = 0;
        for (Map.Entry<String, Map<String, List<TaskHistory>>> app : Instances.of(timeline, query).entrySet()) {
            instances += app.getValue().size();
            List<Window> alive = app.getValue().values().stream()
                    .flatMap(List::stream)
                    .flatMap(task -> task.aliveTimes(timeline.horizon()).stream())
                    .toList();
            List<Window> tooMany = Spans.both(Crowd.above(app.getValue().size(), alive), List.of(window));
            tooMany.forEach(span -> samples.add(new Sample(app.getKey(), Seconds.of(span.length()), false, Map.of())));
        }
        if (instances == 0) {
            return Measurement.none(POPULATION, "no instance ever ran");
        }
        return new Measurement(
                OptionalDouble.of(samples.stream().mapToDouble(Sample::value).sum()),
                false,
                instances,
                POPULATION,
                samples.size() + " window(s) with more tasks than instances",
                samples);
    }
}
