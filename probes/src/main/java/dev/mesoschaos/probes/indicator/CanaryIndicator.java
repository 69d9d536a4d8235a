package dev.mesoschaos.probes.indicator;

import dev.mesoschaos.scenarios.measure.Indicator;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import dev.mesoschaos.scenarios.verdict.Sentences;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A number about the canaries of a window: about all together, or about the group of them that fared worst. */
abstract class CanaryIndicator implements Indicator {

    /** The number about some of them. */
    abstract Measurement measure(CanaryTally canaries, Window window, Query query);

    /** Whether less is worse. */
    abstract boolean lessIsWorse();

    @Override
    public Set<Query.Key> takes() {
        return Set.of(Query.Key.BY);
    }

    @Override
    public final Measurement measure(Timeline timeline, Window window, Query query) {
        CanaryTally all = CanaryTally.of(timeline, window);
        return query.by()
                .filter(by -> !all.decided().isEmpty())
                .map(by -> worst(by, all, window, query))
                .orElseGet(() -> measure(all, window, query));
    }

    private Measurement worst(String by, CanaryTally all, Window window, Query query) {
        SortedMap<String, Measurement> groups = new TreeMap<>();
        all.groups(by).forEach((group, own) -> groups.put(group, measure(own, window, query)));
        if (groups.isEmpty()) {
            return Measurement.none("canaries due", "the canaries are not told apart by " + by + ": the probe 'scheduling' has '"
                    + (by.equals("rack") ? "racks: each" : "sizes") + "' for that");
        }
        Comparator<Measurement> byValue = Comparator.comparingDouble(one -> one.value().orElse(0));
        Comparator<Map.Entry<String, Measurement>> order =
                Map.Entry.comparingByValue(lessIsWorse() ? byValue : byValue.reversed());
        Map.Entry<String, Measurement> worst = groups.entrySet().stream().min(order).orElseThrow();
        String detail = groups.entrySet().stream()
                .map(group -> by + " " + group.getKey() + ": " + shown(group.getValue().value()) + " (n "
                        + group.getValue().n() + ")")
                .collect(Collectors.joining(", "));
        Measurement measured = worst.getValue();
        return new Measurement(
                measured.value(),
                measured.censored(),
                measured.n(),
                "canaries due for " + by + " " + worst.getKey() + ", the worst of " + groups.size(),
                detail + "; " + measured.detail(),
                measured.samples());
    }

    private String shown(OptionalDouble value) {
        return value.isPresent() ? Sentences.value(value.getAsDouble(), unit()) : "not measured";
    }
}
