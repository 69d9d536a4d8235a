package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Onset;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Floor;
import dev.mesoschaos.scenarios.measure.FloorTerms;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How long an agent is gone before the masters hold it for lost (mesos-facts 4.4-4). */
public final class TimeToDetect implements Indicator {

    private static final String POPULATION = "agents that were registered and fell silent for longer than masters wait";
    private static final String LOST = "unreachable";

    @Override
    public String id() {
        return "time-to-detect";
    }

    @Override
    public String meaning() {
        return "Percentile, by default the longest, of the time from the verified effect of the fault to the master's"
                + " word that an agent is lost, over all agents that fell silent; one that was never given up counts as"
                + " at least until it was back, or until the end.";
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
                .filter(onset -> onset.visibility() == Visibility.AGENT_SILENT)
                .flatMap(onset -> onset.targets().stream().sorted().flatMap(host -> sample(timeline, onset, host)))
                .toList();
        if (samples.isEmpty()) {
            return Measurement.none(POPULATION, "no such agent");
        }
        long missed = samples.stream().filter(Sample::censored).count();
        String detail = samples.size() - missed + " of " + samples.size() + " lost agents were detected";
        return Times.measured(samples, query, POPULATION, detail);
    }

    private static Stream<Sample> sample(Timeline timeline, Onset onset, String host) {
        List<Event.AgentSeen> seen = timeline.of(Event.AgentSeen.class).stream()
                .filter(agent -> agent.host().equals(host))
                .toList();
        Window due = new Window(onset.injecting(), onset.answersUntil(timeline, host));
        Optional<Instant> detected = seen.stream()
                .filter(agent -> agent.state().equals(LOST) && due.contains(agent.at()))
                .map(Event.AgentSeen::at)
                .findFirst();
        boolean registered = seen.stream()
                .filter(agent -> agent.at().isBefore(onset.injecting()))
                .reduce((earlier, later) -> later)
                .filter(agent -> !agent.state().equals(LOST))
                .isPresent();
        boolean backInTime = detected.isEmpty() && onset.lastedLessThan(Patience.of(timeline));
        if (!registered || backInTime) {
            return Stream.empty();
        }
        Instant end = detected.or(onset::undone).orElseGet(timeline::horizon);
        double seconds = Seconds.between(onset.start(detected), end);
        return Stream.of(new Sample(host, seconds, detected.isEmpty(), Map.of("detected", seconds)));
    }

    @Override
    public Optional<Floor> floor(FloorTerms terms) {
        return terms.first(Visibility.AGENT_SILENT).map(lost -> Floor.sum(Floors.detection(terms.facts(), lost)));
    }
}
