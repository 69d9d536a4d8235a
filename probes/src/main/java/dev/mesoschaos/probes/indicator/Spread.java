package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.probes.history.Racks;
import dev.mesoschaos.probes.history.Tasks;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the instances of an app stood on racks: how many on each.
 *
 * @param before when the window began
 * @param worst when the loss of one rack would have taken most of them
 * @param after when the window ended
 */
record Spread(String app, Map<String, Integer> before, Map<String, Integer> worst, Map<String, Integer> after) {

    private static final double PERCENT = 100;

    /** Empty when none of its instances ran in the window. */
    static Optional<Spread> of(Timeline timeline, Topology topology, String app, Window window) {
        Tasks tasks = Tasks.of(timeline);
        Stream<Instant> changes = timeline.of(Event.TaskUpdate.class).stream()
                .filter(update -> update.app().equals(app))
                .map(Event.TaskUpdate::at)
                .filter(window::contains);
        return Stream.concat(Stream.of(window.from(), window.to()), changes)
                .distinct()
                .map(moment -> Racks.of(tasks, topology, app, moment))
                .filter(racks -> sum(racks) > 0)
                .max(Comparator.comparingDouble(Spread::share))
                .map(worst -> new Spread(
                        app,
                        Racks.of(tasks, topology, app, window.from()),
                        worst,
                        Racks.of(tasks, topology, app, window.to())));
    }

    double worstShare() {
        return share(worst);
    }

    long instances() {
        return sum(worst);
    }

    String words() {
        return app + " on racks: before " + words(before) + ", at worst " + words(worst) + ", after " + words(after);
    }

    /** For each rack what its loss would have taken down at the worst moment. */
    List<Sample> samples() {
        return worst.entrySet().stream()
                .map(rack -> new Sample(app + " on " + rack.getKey(), part(rack.getValue(), worst), false, Map.of()))
                .toList();
    }

    private static String words(Map<String, Integer> racks) {
        return racks.entrySet().stream()
                .map(rack -> String.format(Locale.ROOT, "%s %d (%.0f %%)",
                        rack.getKey(), rack.getValue(), part(rack.getValue(), racks) * PERCENT))
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private static double share(Map<String, Integer> racks) {
        return part(Collections.max(racks.values()), racks);
    }

    private static double part(int some, Map<String, Integer> racks) {
        return sum(racks) == 0 ? 0 : (double) some / sum(racks);
    }

    private static int sum(Map<String, Integer> racks) {
        return racks.values().stream().mapToInt(Integer::intValue).sum();
    }
}
