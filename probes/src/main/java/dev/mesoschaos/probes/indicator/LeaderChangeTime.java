package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Onset;
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

/** How long the cluster is without a leading master that schedules. */
public final class LeaderChangeTime implements Indicator {

    private static final String POPULATION = "faults that took the leading master";

    @Override
    public String id() {
        return "leader-change-time";
    }

    @Override
    public String meaning() {
        return "Percentile, by default the longest, of the time from the verified effect of a fault that took the leading"
                + " master to the moment at which the framework was subscribed with the next one; one that never came"
                + " counts as at least until the end.";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.PERCENTILE);
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        List<Sample> samples = Onset.ofFaults(timeline, window).stream()
                .flatMap(onset -> LeaderChange.of(timeline, onset).stream())
                .map(change -> change.sample(timeline.horizon()))
                .toList();
        if (samples.isEmpty()) {
            return Measurement.none(POPULATION, "no fault took the leading master");
        }
        long open = samples.stream().filter(Sample::censored).count();
        return Times.measured(samples, query, POPULATION, samples.size() - open + " of " + samples.size()
                + " had a successor");
    }

    @Override
    public Optional<Floor> floor(FloorTerms terms) {
        return Floors.leaderChange(terms).map(Floor::sum);
    }
}
