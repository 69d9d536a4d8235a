package dev.mesoschaos.reports;

import dev.mesoschaos.reports.page.Page;
import dev.mesoschaos.reports.view.Badge;
import dev.mesoschaos.reports.view.Words;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Sentences;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code index.html}: one row for each scenario of a suite. */
public final class SuiteIndex implements ReportWriter {

    /** Name of the file. */
    public static final String FILE = "index.html";

    @Override
    public void write(Path run, Result result, Timeline timeline) {
        // A single run has no index.
    }

    @Override
    public void writeSuite(Path suite, List<SuiteEntry> results) throws IOException {
        Output.write(suite.resolve(FILE), Page.plain("index").render(Suite.of(results), List.of()));
    }

    /** What the template shows. */
    private record Suite(Badge badge, String counts, String took, String build, List<Row> rows) {

        static Suite of(List<SuiteEntry> entries) {
            List<Result> results = entries.stream().map(SuiteEntry::result).toList();
            Duration took = results.stream().map(Result::took).reduce(Duration.ZERO, Duration::plus);
            return new Suite(
                    Badge.of(Verdict.worst(results.stream().map(Result::verdict).toList())),
                    counts(results),
                    Words.duration(took),
                    results.stream()
                            .map(result -> result.run().version() + " (commit " + result.run().commit() + ")")
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    entries.stream().map(Row::of).toList());
        }

        private static String counts(List<Result> results) {
            Map<Verdict, Long> counts =
                    results.stream().collect(Collectors.groupingBy(Result::verdict, Collectors.counting()));
            return results.isEmpty()
                    ? "No scenario was run."
                    : Arrays.stream(Verdict.values())
                            .filter(counts::containsKey)
                            .map(verdict -> counts.get(verdict) + " " + verdict)
                            .collect(Collectors.joining(", "));
        }
    }

    private record Row(
            Badge badge,
            String scenario,
            String title,
            String why,
            String number,
            String measured,
            String bound,
            String floor,
            String grade,
            String network,
            String took,
            String link) {

        static Row of(SuiteEntry entry) {
            Result result = entry.result();
            return new Row(
                    Badge.of(result.verdict()),
                    result.scenario(),
                    result.title(),
                    result.why(),
                    headline(result, Claim::indicator),
                    headline(result, claim -> Sentences.value(claim.measured(), claim.unit())),
                    headline(result, Claim::bound),
                    headline(result, claim -> claim.floor()
                            .map(floor -> Sentences.value(floor.least(), claim.unit()))
                            .orElse(Words.NONE)),
                    result.cluster().map(Event.ClusterOpened::evidence).orElse(Words.NONE),
                    result.cluster().map(opened -> opened.network()).orElse(Words.NONE),
                    Words.duration(result.took()),
                    RawFile.encoded(entry.directory()) + "/" + HtmlReport.FILE);
        }

        private static String headline(Result result, Function<Claim, String> part) {
            return result.headline().map(part).orElse(Words.NONE);
        }
    }
}
