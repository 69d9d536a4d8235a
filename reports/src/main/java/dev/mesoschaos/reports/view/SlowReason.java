package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why single times were long, as far as the journal tells. */
final class SlowReason {

    /** What the next part would have been, for a time that ended after a part, or before any. */
    private static final Map<String, String> MISSING = Map.of(
            "", "its loss was never noticed",
            "detected", "noticed, but no offer was accepted for it",
            "decided", "an offer was accepted, but the task never ran",
            "staged", "the task was starting, but never ran");

    private final Map<String, String> told = new HashMap<>();

    SlowReason(Timeline timeline) {
        for (Event.TaskUpdate update : timeline.of(Event.TaskUpdate.class)) {
            String text = (update.reason() + " " + update.message()).strip();
            if (Lanes.LOST.contains(update.state()) && !text.isEmpty()) {
                told.putIfAbsent(update.slot(), update.state() + ": " + text);
            }
        }
    }

    String of(Sample sample) {
        return course(sample) + (told.containsKey(sample.subject()) ? "; its loss was told as " + told.get(sample.subject()) : "");
    }

    private static String course(Sample sample) {
        List<String> phases = List.copyOf(sample.phases().keySet());
        if (sample.censored()) {
            String last = phases.isEmpty() ? "" : phases.getLast();
            return MISSING.getOrDefault(last, "not over when measuring ended");
        }
        return sample.phases().entrySet().stream()
                .filter(phase -> !phase.getKey().equals("healthy"))
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(longest -> "most of it until " + longest.getKey() + ": " + Words.seconds(longest.getValue()))
                .orElse("its parts were not measured");
    }
}
