package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Instances;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What would be left of an app without its fullest rack. */
public final class PlacementSpread implements Indicator {

    private static final String POPULATION = "app instances that ran at the worst moment";

    @Override
    public String id() {
        return "placement-spread";
    }

    @Override
    public String meaning() {
        return "The largest share of an app's instances that the loss of one rack would have taken down, at the worst moment; the"
                + " details tell how instances stood on racks before, during and after. Of several apps the worst.";
    }

    @Override
    public Unit unit() {
        return Unit.RATIO;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.APP);
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        Optional<Topology> topology = timeline.last(Event.ClusterOpened.class).map(Event.ClusterOpened::topology);
        if (topology.isEmpty()) {
            return Measurement.none(POPULATION, "the journal does not tell of racks");
        }
        List<Spread> spreads = Instances.of(timeline, query).keySet().stream()
                .flatMap(app -> Spread.of(timeline, topology.get(), app, window).stream())
                .toList();
        if (spreads.isEmpty()) {
            return Measurement.none(POPULATION, "no instance ran");
        }
        return new Measurement(
                spreads.stream().mapToDouble(Spread::worstShare).max(),
                false,
                spreads.stream().mapToLong(Spread::instances).sum(),
                POPULATION,
                spreads.stream().map(Spread::words).collect(Collectors.joining("; ")),
                spreads.stream().flatMap(spread -> spread.samples().stream()).toList());
    }
}
