package dev.mesoschaos.reports.view;

import dev.mesoschaos.reports.view.CanaryFate.Kind;
import dev.mesoschaos.scenarios.measure.Window;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ability to schedule over a stretch of time.
 *
 * @param schedulability share of the decided canaries that ran in time, in per cent
 * @param due canaries whose outcome is decided
 * @param undecided canaries whose deadline lay after the end of measuring
 * @param secondsUnable seconds in which canaries were due and none of them ran in time
 * @param p50 time to running, with {@code ≥} where it falls on a canary that never ran
 */
public record SchedulingCard(
        String stretch,
        String schedulability,
        long due,
        long inTime,
        long late,
        long never,
        long undecided,
        long secondsUnable,
        String p50,
        String p95,
        String max) {

    private static final double SECONDS_PER_MINUTE = 60;

    /** Minutes unable to schedule. */
    public String minutesUnable() {
        return String.format(Locale.ROOT, "%.2f min", secondsUnable / SECONDS_PER_MINUTE);
    }

    /** Whether anything is known at all. */
    public boolean measured() {
        return due > 0;
    }

    static SchedulingCard of(Stretch stretch, List<CanaryFate> all) {
        List<CanaryFate> inside = all.stream()
                .filter(canary -> stretch.window().contains(canary.due()))
                .toList();
        List<CanaryFate> decided =
                inside.stream().filter(canary -> canary.kind() != Kind.UNDECIDED).toList();
        long inTime = count(decided, Kind.IN_TIME);
        return new SchedulingCard(
                stretch.name(),
                Words.share(inTime, decided.size()),
                decided.size(),
                inTime,
                count(decided, Kind.LATE),
                count(decided, Kind.NEVER),
                inside.size() - decided.size(),
                secondsUnable(decided, stretch.window()),
                percentile(decided, 50),
                percentile(decided, 95),
                percentile(decided, 100));
    }

    private static long count(List<CanaryFate> canaries, Kind kind) {
        return canaries.stream().filter(canary -> canary.kind() == kind).count();
    }

    private static long secondsUnable(List<CanaryFate> decided, Window window) {
        Map<Long, Boolean> able = new TreeMap<>();
        for (CanaryFate canary : decided) {
            long second = Duration.between(window.from(), canary.due()).toSeconds();
            able.merge(second, canary.kind() == Kind.IN_TIME, Boolean::logicalOr);
        }
        return able.values().stream().filter(one -> !one).count();
    }

    /** Nearest rank; what never ran is longer than everything that did. */
    private static String percentile(List<CanaryFate> decided, double percent) {
        if (decided.isEmpty()) {
            return Words.NONE;
        }
        List<CanaryFate> sorted = decided.stream()
                .sorted(Comparator.<CanaryFate, Boolean>comparing(canary -> canary.tookSeconds().isEmpty())
                        .thenComparingDouble(CanaryFate::atLeastSeconds))
                .toList();
        int rank = Math.max(1, (int) Math.ceil(percent / 100 * sorted.size()));
        CanaryFate found = sorted.get(rank - 1);
        return (found.tookSeconds().isEmpty() ? "≥ " : "") + Words.seconds(found.atLeastSeconds());
    }
}
