package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Instances;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** How many tasks the cluster had to start. */
public final class TaskChurn implements Indicator {

    private static final String POPULATION = "app instances that ever ran";

    @Override
    public String id() {
        return "task-churn";
    }

    @Override
    public String meaning() {
        return "How many tasks were launched for instances of apps, canaries apart: none in a quiet cluster, one for each task lost"
                + " when all goes well.";
    }

    @Override
    public Unit unit() {
        return Unit.COUNT;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.APP);
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        long instances = Instances.of(timeline, query).values().stream().mapToLong(Map::size).sum();
        if (instances == 0) {
            return Measurement.none(POPULATION, "no instance ever ran");
        }
        List<Event.TaskLaunch> launches = timeline.of(Event.TaskLaunch.class).stream()
                .filter(launch -> window.contains(launch.at()))
                .filter(launch -> query.app().map(launch.app()::equals).orElse(true))
                .toList();
        long replacing = launches.stream().filter(launch -> launch.replaces().isPresent()).count();
        String detail = launches.size() + " launched, " + replacing + " of them in place of a task that was lost";
        return new Measurement(
                OptionalDouble.of(launches.size()), false, instances, POPULATION, detail, List.of());
    }
}
