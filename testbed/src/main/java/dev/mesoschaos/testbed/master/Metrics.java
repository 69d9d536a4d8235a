package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.metrics.SystemMetrics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** {@code /metrics/snapshot}: gauges of the leader's cluster, counters, and what every master knows of itself. */
final class Metrics {

    private final InstantSource clock;
    private final double startSeconds;
    private final List<Consumer<Map<String, Double>>> sources = new ArrayList<>();
    private final Counters idle = new Counters();
    private Optional<Leadership> leadership = Optional.empty();
    private double electedSeconds;

    Metrics(InstantSource clock) {
        this.clock = clock;
        this.startSeconds = now();
    }

    /** Further metrics of every master, leading or not. */
    void include(Consumer<Map<String, Double>> source) {
        sources.add(source);
    }

    /** This master was elected just now. */
    void elected() {
        electedSeconds = now();
    }

    /** This master leads from now on. */
    void leads(Leadership now) {
        leadership = Optional.of(now);
    }

    double startSeconds() {
        return startSeconds;
    }

    double electedSeconds() {
        return electedSeconds;
    }

    Map<String, Double> snapshot() {
        Map<String, Double> all = new TreeMap<>();
        all.put("master/elected", leadership.isPresent() || electedSeconds > 0 ? 1.0 : 0.0);
        all.put("master/uptime_secs", now() - startSeconds);
        SystemMetrics.addTo(all);
        sources.forEach(source -> source.accept(all));
        Counters counters = leadership.map(leads -> leads.parts().cluster().counters()).orElse(idle);
        counters.all().forEach((name, count) -> all.put(name, (double) count));
        counters.addTimings(all);
        Gauges.add(leadership.map(Leadership::parts), all);
        leadership.ifPresent(leads -> addFrameworks(leads.parts().cluster(), counters, all));
        return all;
    }

    /** Frameworks are counted as long as they are shown, completed ones too. */
    private static void addFrameworks(Cluster cluster, Counters counters, Map<String, Double> all) {
        Map<String, Framework> shown = new TreeMap<>(cluster.frameworks());
        cluster.completedFrameworks().forEach(ended -> shown.put(ended.key(), ended));
        counters.keepOnly(shown.keySet());
        shown.values().forEach(framework -> counters.of(framework).addTo(all, framework));
    }

    private double now() {
        return clock.millis() / 1000.0;
    }
}
