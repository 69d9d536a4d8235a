package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What differs between a host's fingerprints before and after a fault, line by line. */
final class FingerprintDiff {

    private FingerprintDiff() {}

    /** Lines that only the one before has after {@code -}, those that only the one after has after {@code +}. */
    static List<String> of(String injection, Timeline timeline) {
        Map<Boolean, Map<String, String>> texts = timeline.of(Event.Fingerprint.class).stream()
                .filter(print -> print.injection().equals(injection))
                .collect(Collectors.partitioningBy(Event.Fingerprint::after, Collectors.toMap(
                        Event.Fingerprint::host, Event.Fingerprint::text, (first, second) -> second, TreeMap::new)));
        List<String> diff = new ArrayList<>();
        texts.get(false).forEach((host, text) -> {
            if (texts.get(true).containsKey(host)) {
                List<String> before = text.lines().toList();
                List<String> after = texts.get(true).get(host).lines().toList();
                before.stream().filter(line -> !after.contains(line)).forEach(line -> diff.add(host + " - " + line));
                after.stream().filter(line -> !before.contains(line)).forEach(line -> diff.add(host + " + " + line));
            }
        });
        return diff;
    }
}
