package dev.mesoschaos.reports.reliability;

import dev.mesoschaos.reports.HtmlReport;
import dev.mesoschaos.reports.trend.Trend;
import dev.mesoschaos.reports.trend.TrendLine;
import dev.mesoschaos.reports.view.Badge;
import dev.mesoschaos.reports.view.Sparkline;
import dev.mesoschaos.reports.view.Words;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Sentences;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The reliability report in words, as its template shows it. */
record ReliabilityView(
        String build,
        String from,
        String to,
        int runs,
        String promise,
        List<Count> verdicts,
        List<Able> ability,
        List<Objective> objectives,
        boolean anyChange,
        List<Trends> trends,
        String rule,
        List<Bad> incidents,
        int mostIncidents,
        Untested untested,
        List<Counted> skipped,
        List<Counted> inconclusive,
        List<Counted> limits,
        List<Place> environments,
        List<String> unreadable) {

    static ReliabilityView of(Path directory, Reliability all, String build) {
        List<Trends> trends = all.trends().stream().map(Trends::of).toList();
        Untested untested = all.untested();
        return new ReliabilityView(
                build,
                Words.moment(all.from()),
                Words.moment(all.to()),
                all.runs(),
                Sentences.value(all.promise(), Unit.RATIO),
                all.verdicts().entrySet().stream()
                        .map(one -> new Count(Badge.of(one.getKey()), one.getValue()))
                        .toList(),
                all.ability().stream().map(Able::of).toList(),
                all.objectives().stream().map(Objective::of).toList(),
                trends.stream().anyMatch(Trends::worse),
                trends,
                TrendLine.RULE,
                all.incidents().stream().map(one -> Bad.of(directory, one)).toList(),
                Incident.MOST,
                untested,
                Counted.of(untested.skipped()),
                Counted.of(untested.inconclusive()),
                Counted.of(untested.doesNotProve()),
                all.environments().entrySet().stream()
                        .map(one -> new Place(one.getKey(), Part.of(one.getValue())))
                        .toList(),
                all.unreadable());
    }

    /** How often a verdict came. */
    record Count(Badge badge, int count) {}

    /**
     * A cluster in a month.
     *
     * @param width of its bar, in per cent
     */
    record Able(AbilityRow row, String share, String width, String unable, String measured, String spent, String style) {

        static Able of(AbilityRow row) {
            return new Able(
                    row,
                    Sentences.value(row.share(), Unit.RATIO),
                    Sparkline.number(row.share() * 100),
                    Sparkline.number(row.unableSeconds() / 60) + " min",
                    Sparkline.number(row.seconds() / 60) + " min",
                    Sentences.value(row.budgetSpent(), Unit.RATIO),
                    row.budgetSpent() > 1 ? "missed" : "kept");
        }
    }

    record Objective(
            ObjectiveRow row,
            String compliance,
            double complianceSort,
            int judged,
            String worst,
            String spent,
            double spentSort,
            String style) {

        static Objective of(ObjectiveRow row) {
            return new Objective(
                    row,
                    Words.value(row.compliance(), Unit.RATIO),
                    row.compliance().orElse(-1),
                    row.kept() + row.missed(),
                    Words.value(row.worst(), row.unit()),
                    Words.value(row.budgetSpent(), Unit.RATIO),
                    row.budgetSpent().orElse(-1),
                    row.missed() > 0 ? "missed" : row.kept() > 0 ? "kept" : "unknown");
        }
    }

    record Trends(String scenario, String environment, int runs, List<Line> lines, boolean worse) {

        static Trends of(Trend trend) {
            List<Line> lines = trend.lines().stream().map(Line::of).toList();
            int runs = trend.lines().stream().mapToInt(line -> line.points().size()).max().orElse(0);
            return new Trends(
                    trend.scenario(), trend.environment(), runs, lines, lines.stream().anyMatch(line -> line.style().equals("missed")));
        }
    }

    record Line(TrendLine line, Sparkline chart, String newest, String mark, String style, String distance) {

        static Line of(TrendLine line) {
            return new Line(
                    line,
                    Sparkline.of(line.points(), line.unit()),
                    line.points().isEmpty()
                            ? Words.NONE
                            : (line.points().getLast().censored() ? "≥ " : "")
                                    + Sentences.value(line.points().getLast().value(), line.unit()),
                    switch (line.change()) {
                        case WORSE -> "▲ regression";
                        case BETTER -> "▼ improvement";
                        case SAME -> "steady";
                        case UNDECIDED -> "too few runs";
                    },
                    switch (line.change()) {
                        case WORSE -> "missed";
                        case BETTER -> "kept";
                        case SAME, UNDECIDED -> "";
                    },
                    line.distance().isEmpty() ? "" : Words.margin(line.distance(), line.unit()));
        }
    }

    /** An incident; {@code link} is empty when its report is not there. */
    record Bad(Incident incident, Badge badge, String started, String unable, String link) {

        static Bad of(Path directory, Incident incident) {
            Path report = incident.directory().resolve(HtmlReport.FILE);
            return new Bad(
                    incident,
                    Badge.of(incident.verdict()),
                    Words.moment(incident.started()),
                    Words.duration(Duration.ofMillis(Math.round(incident.unableSeconds() * 1000))),
                    Files.isRegularFile(report) ? link(directory.relativize(report)) : "");
        }

        private static String link(Path path) {
            return StreamSupport.stream(path.spliterator(), false)
                    .map(name -> URLEncoder.encode(name.toString(), StandardCharsets.UTF_8).replace("+", "%20"))
                    .collect(Collectors.joining("/"));
        }
    }

    record Counted(String text, int count) {

        static List<Counted> of(Map<String, Integer> counts) {
            return counts.entrySet().stream()
                    .map(one -> new Counted(one.getKey(), one.getValue()))
                    .toList();
        }
    }

    record Place(String hash, List<Part> parts) {}

    record Part(String name, String value) {

        static List<Part> of(Map<String, String> parts) {
            return parts.entrySet().stream()
                    .map(one -> new Part(one.getKey(), one.getValue().isEmpty() ? Words.NONE : one.getValue()))
                    .toList();
        }
    }
}
