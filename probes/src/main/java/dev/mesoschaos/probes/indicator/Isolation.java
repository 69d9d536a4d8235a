package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Interval;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.time.Seed;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a noisy neighbour costs its victim. */
public final class Isolation implements Indicator {

    private static final String POPULATION = "requests due to the victim";
    private static final double DEFAULT_PERCENTILE = 99;
    private static final double CONFIDENCE = 0.95;
    private static final double MILLIS = 1000;

    /** Enough for the ends of the interval to stand still from one seed to the next, as far as anybody cares. */
    private static final int DRAWS = 2000;

    /** With fewer seconds to draw from, an interval says nothing. */
    private static final int LEAST_SECONDS = 5;

    @Override
    public String id() {
        return "isolation";
    }

    @Override
    public String meaning() {
        return "Difference of a percentile, by default the 99th, of the latency of a victim and of a control at the same time, with"
                + " its 95 % bootstrap interval. Without 'control' the victim is the app's instances on the fault's hosts,"
                + " and the control its instances on other racks. A request that failed counts as the slowest of all.";
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.APP, Query.Key.PERCENTILE, Query.Key.CONTROL);
    }

    @Override
    public Set<Query.Key> needs() {
        return Set.of(Query.Key.APP);
    }

    @Override
    public Measurement measure(Timeline timeline, Window window, Query query) {
        List<AskedRequest> ofApp = AskedRequest.dueIn(timeline, window, query);
        Neighbourhood around = Neighbourhood.of(timeline, window);
        List<AskedRequest> victims = query.control().isPresent() ? ofApp : around.beside(ofApp);
        List<AskedRequest> controls = query.control().isPresent()
                ? AskedRequest.dueIn(timeline, window, of(query.control().get()))
                : around.onOtherRacks(ofApp);
        double slowest = Stream.concat(victims.stream(), controls.stream())
                .mapToDouble(LatencySample::seconds)
                .max()
                .orElse(0);
        LatencySample victim = LatencySample.of(victims, slowest);
        LatencySample control = LatencySample.of(controls, slowest);
        String counts = victim.size() + " requests of the victim in " + victim.seconds() + " s, " + control.size()
                + " of the control in " + control.seconds() + " s";
        if (Math.min(victim.seconds(), control.seconds()) < LEAST_SECONDS) {
            return Measurement.none(POPULATION, counts + ", which is too little to compare");
        }
        Optional<String> gap = RequestCoverage.gap(timeline, window, query)
                .or(() -> query.control().flatMap(app -> RequestCoverage.gap(timeline, window, of(app))));
        if (gap.isPresent()) {
            return Measurement.none(POPULATION, gap.get());
        }
        return compared(timeline, victim, control, query.percentile().orElse(DEFAULT_PERCENTILE), counts
                + (query.control().isPresent() ? "" : sameRack(around.onTheSameRacks(ofApp), slowest)));
    }

    private static Measurement compared(
            Timeline timeline, LatencySample victim, LatencySample control, double percentile, String detail) {
        Random random = new Seed(timeline.of(Event.RunStarted.class).getFirst().seed()).stream("isolation");
        double[] differences = IntStream.range(0, DRAWS)
                .mapToDouble(i -> victim.redrawn(percentile, random) - control.redrawn(percentile, random))
                .sorted()
                .toArray();
        double ofVictim = victim.percentile(percentile);
        double ofControl = control.percentile(percentile);
        int tail = (int) Math.round(DRAWS * (1 - CONFIDENCE) / 2);
        return new Measurement(
                OptionalDouble.of(ofVictim - ofControl),
                false,
                victim.size(),
                POPULATION,
                String.format(Locale.ROOT, "p%s of the victim %.1f ms, of the control %.1f ms; ",
                        BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString(),
                        ofVictim * MILLIS, ofControl * MILLIS) + detail,
                List.of(),
                Optional.of(new Interval(differences[tail], differences[DRAWS - 1 - tail], CONFIDENCE)));
    }

    private static Query of(String app) {
        return new Query(Optional.of(app), OptionalDouble.empty());
    }

    private static String sameRack(List<AskedRequest> requests, double slowest) {
        if (requests.isEmpty()) {
            return "";
        }
        double p99 = LatencySample.of(requests, slowest).percentile(DEFAULT_PERCENTILE);
        return String.format(Locale.ROOT, "; on other hosts of the same rack p99 %.1f ms", p99 * MILLIS);
    }
}
