package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The single times a claim was made of, split into their phases, the slowest first.
 *
 * @param floor the least that the flags allow; empty when there is none
 * @param floorPercent where on the bars the floor lies, in per cent of their longest
 * @param limit the limit of the objective, as for the floor
 * @param hidden how many of the {@code n} times are not among the rows
 */
public record Waterfall(
        String id,
        String title,
        List<Phase> phases,
        List<Row> rows,
        String floor,
        String floorPercent,
        String limit,
        String limitPercent,
        int n,
        int hidden,
        Panel curve,
        List<Slow> slowest) {

    /** More rows are for programs: they are in {@code result.json}. */
    private static final int MOST = 200;

    private static final int SLOWEST = 10;

    /** Their usual order; a task is back when it runs, so that being healthy comes after the time it explains. */
    private static final List<String> USUAL = List.of("detected", "decided", "staged", "running", "healthy");

    /** A kind of part, with the name of its style. */
    public record Phase(String name, String style) {}

    /** One of the slowest, and why. */
    public record Slow(String subject, String total, String reason) {}

    /** One time. */
    public record Row(String subject, String total, boolean censored, List<Part> parts, List<String> cells) {}

    /**
     * One part of it as a piece of a bar.
     *
     * @param style name of its style
     * @param percent of the longest bar
     */
    public record Part(String phase, String style, String percent, String text) {}

    static boolean shows(Claim claim) {
        return claim.unit() == Unit.SECONDS
                && claim.measured().samples().stream().anyMatch(sample -> !sample.phases().isEmpty());
    }

    /** One for each claim about times that have phases. */
    static List<Waterfall> of(List<Claim> claims, Timeline timeline) {
        SlowReason reasons = new SlowReason(timeline);
        return claims.stream().filter(Waterfall::shows).map(claim -> of(claim, reasons)).toList();
    }

    private static Waterfall of(Claim claim, SlowReason reasons) {
        List<Sample> slowestFirst = claim.measured().samples().stream()
                .sorted(Comparator.comparing(Sample::censored)
                        .thenComparingDouble(Sample::value)
                        .reversed()
                        .thenComparing(Sample::subject))
                .toList();
        Set<String> phases = new LinkedHashSet<>(USUAL);
        slowestFirst.forEach(sample -> phases.addAll(sample.phases().keySet()));
        phases.removeIf(phase -> slowestFirst.stream().noneMatch(sample -> sample.phases().containsKey(phase)));
        List<String> columns = List.copyOf(phases);
        double longest = Stream.concat(
                        slowestFirst.stream().map(Waterfall::length),
                        Stream.of(claim.limit().orElse(0)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        double scale = longest > 0 ? 97 / longest : 0;
        return new Waterfall(
                claim.id(),
                claim.indicator() + ", " + claim.about(),
                columns.stream().map(phase -> new Phase(phase, style(phase, columns))).toList(),
                slowestFirst.stream().limit(MOST).map(sample -> row(sample, columns, scale)).toList(),
                claim.floor().map(floor -> Words.seconds(floor.least())).orElse(""),
                claim.floor().map(floor -> percent(floor.least() * scale)).orElse(""),
                claim.limit().isPresent() ? Words.seconds(claim.limit().getAsDouble()) : "",
                claim.limit().isPresent() ? percent(claim.limit().getAsDouble() * scale) : "",
                slowestFirst.size(),
                Math.max(0, slowestFirst.size() - MOST),
                ReschedulingCurve.of(claim),
                slowestFirst.stream()
                        .limit(SLOWEST)
                        .map(sample -> new Slow(sample.subject(), total(sample), reasons.of(sample)))
                        .toList());
    }

    private static String style(String phase, List<String> columns) {
        return "phase-" + columns.indexOf(phase);
    }

    private static double length(Sample sample) {
        return Math.max(sample.value(), sum(sample.phases()));
    }

    private static double sum(Map<String, Double> phases) {
        return phases.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Row row(Sample sample, List<String> columns, double scale) {
        List<Part> parts = new ArrayList<>();
        sample.phases().forEach((phase, seconds) -> {
            String text = phase + " " + Words.seconds(seconds);
            parts.add(new Part(phase, style(phase, columns), percent(seconds * scale), text));
        });
        double unexplained = sample.value() - sum(sample.phases());
        if (sample.censored() && unexplained > 0) {
            String text = "not back after " + Words.seconds(sample.value());
            parts.add(new Part("waiting", "phase-open", percent(unexplained * scale), text));
        }
        return new Row(
                sample.subject(),
                total(sample),
                sample.censored(),
                parts,
                columns.stream()
                        .map(phase -> sample.phases().containsKey(phase)
                                ? Words.seconds(sample.phases().get(phase))
                                : Words.NONE)
                        .toList());
    }

    private static String total(Sample sample) {
        return (sample.censored() ? "≥ " : "") + Words.seconds(sample.value());
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%.3f", percent);
    }
}
