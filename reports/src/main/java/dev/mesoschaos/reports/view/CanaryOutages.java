package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.view.CanaryFate.Kind;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When canaries missed their deadline one after another, and when none was due at all.
 *
 * @param violations since the steady state began, from the first that missed to the next that did not, or to the end; the first {@link #MOST}
 * @param hidden how many more there are
 * @param longest of these, in words
 * @param unknown time in which canaries should have been due and none was, in words
 */
public record CanaryOutages(List<Row> violations, int hidden, String longest, String unknown) {

    private static final int MOST = 100;

    /** A stretch, and how many canaries missed their deadline in it. */
    public record Row(String from, String to, String length, int missed) {}

    private record Missed(Window window, int missed) {}

    static CanaryOutages of(Timeline timeline, List<CanaryFate> canaries, Axis axis) {
        Instant from = Stretch.counted(timeline);
        List<Missed> stretches =
                stretches(canaries.stream().filter(canary -> !canary.due().isBefore(from)).toList(), timeline.horizon());
        Optional<Window> longest =
                stretches.stream().map(Missed::window).max(Comparator.comparing(Window::length));
        return new CanaryOutages(
                stretches.stream().limit(MOST).map(one -> row(one, axis)).toList(),
                Math.max(0, stretches.size() - MOST),
                longest.map(window -> Words.duration(window.length()) + " (" + axis.words(window) + ")").orElse("none"),
                unknown(timeline));
    }

    private static List<Missed> stretches(List<CanaryFate> canaries, Instant end) {
        List<Missed> stretches = new ArrayList<>();
        Instant since = null;
        int missed = 0;
        for (CanaryFate canary : canaries) {
            boolean bad = canary.kind() == Kind.LATE || canary.kind() == Kind.NEVER;
            if (bad) {
                since = since == null ? canary.due() : since;
                missed++;
            } else if (since != null && canary.kind() == Kind.IN_TIME) {
                stretches.add(new Missed(new Window(since, canary.due()), missed));
                since = null;
                missed = 0;
            }
        }
        if (since != null) {
            stretches.add(new Missed(new Window(since, end), missed));
        }
        return stretches;
    }

    private static Row row(Missed stretch, Axis axis) {
        return new Row(
                axis.words(stretch.window.from()),
                axis.words(stretch.window.to()),
                Words.duration(stretch.window.length()),
                stretch.missed);
    }

    /** Gaps of more than twice the time from one canary to the next. */
    private static String unknown(Timeline timeline) {
        Instant from = Stretch.counted(timeline);
        List<Event.CanaryDue> due = timeline.of(Event.CanaryDue.class).stream()
                .filter(canary -> !canary.at().isBefore(from))
                .toList();
        if (due.isEmpty()) {
            return "not measured: when canaries should have been due was never written";
        }
        Duration unknown = Duration.ZERO;
        for (int i = 1; i <= due.size(); i++) {
            Instant before = due.get(i - 1).at();
            Instant next = i < due.size() ? due.get(i).at() : timeline.horizon();
            Duration gap = Duration.between(before, next);
            boolean missing = gap.compareTo(due.get(i - 1).every().multipliedBy(2).plusSeconds(1)) > 0;
            unknown = missing ? unknown.plus(gap) : unknown;
        }
        return Words.duration(unknown);
    }
}
