package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** How long operators wait for an answer. */
public final class ControlPlaneLatency implements Indicator {

    private static final String POPULATION = "questions due";
    private static final double DEFAULT_PERCENTILE = 99;

    @Override
    public String id() {
        return "control-plane-latency";
    }

    @Override
    public String meaning() {
        return "Percentile, by default the 99th, of the time from when a question to the master's API or to ZooKeeper was due to its"
                + " answer, over all questions; one that got none was answered when the next one was, and at least until"
                + " the end when none was.";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.SERVICE, Query.Key.PERCENTILE);
    }

    @Override
    public Set<Query.Key> needs() {
        return Set.of(Query.Key.SERVICE);
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        String service = query.service().orElseThrow();
        List<AskedRequest> asked = AskedRequest.toService(timeline, window, service);
        if (asked.isEmpty()) {
            return Measurement.none(POPULATION, "nothing was asked");
        }
        Optional<String> gap = RequestCoverage.gapOfService(timeline, window, service);
        if (gap.isPresent()) {
            return Measurement.none(POPULATION, gap.get());
        }
        List<Sample> samples = samples(asked, timeline.horizon());
        Percentiles.Percentile percentile = Percentiles.of(samples, query.percentile().orElse(DEFAULT_PERCENTILE));
        long ok = asked.stream().filter(AskedRequest::ok).count();
        return new Measurement(
                OptionalDouble.of(percentile.value()),
                percentile.atLeast(),
                asked.size(),
                POPULATION,
                ok + " of " + asked.size() + " answered",
                List.of());
    }

    /** Somebody whose question fails asks again: it took until anybody's was answered. */
    private static List<Sample> samples(List<AskedRequest> asked, Instant horizon) {
        Deque<Sample> samples = new ArrayDeque<>();
        Optional<Instant> nextAnswer = Optional.empty();
        for (AskedRequest question : asked.reversed()) {
            if (question.ok()) {
                nextAnswer = Optional.of(question.due().plus(question.latencyMicros(), ChronoUnit.MICROS));
            }
            double waited = Seconds.between(question.due(), nextAnswer.orElse(horizon));
            samples.push(new Sample("", waited, nextAnswer.isEmpty(), Map.of()));
        }
        return List.copyOf(samples);
    }
}
