package dev.mesoschaos.reports;

import dev.mesoschaos.reports.page.Page;
import dev.mesoschaos.reports.view.Badge;
import dev.mesoschaos.reports.view.SuiteRow;
import dev.mesoschaos.reports.view.Words;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** {@code index.html}: one row for each run of a suite. */
public final class SuiteIndex implements ReportWriter {

    /** Name of the file. */
    public static final String FILE = "index.html";

    @Override
    public void write(Path run, Result result, Timeline timeline) {
        // A single run has no index.
    }

    @Override
    public void writeSuite(Path suite, List<SuiteEntry> results) throws IOException {
        Output.write(suite.resolve(FILE), Page.withTables("index").render(Suite.of(results), List.of()));
    }

    /** What the template shows. */
    private record Suite(
            Badge badge, String summary, List<Count> counts, String took, String build, List<SuiteRow> rows) {

        static Suite of(List<SuiteEntry> entries) {
            List<Result> results = entries.stream().map(SuiteEntry::result).toList();
            List<Verdict> verdicts = results.stream().map(Result::verdict).toList();
            Duration took = results.stream().map(Result::took).reduce(Duration.ZERO, Duration::plus);
            return new Suite(
                    Badge.of(Verdict.worst(verdicts)),
                    results.isEmpty() ? "No scenario was run." : VerdictCounts.of(verdicts),
                    Count.of(verdicts),
                    Words.duration(took),
                    results.stream()
                            .map(result -> result.run().version() + " (commit " + result.run().commit() + ")")
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    entries.stream()
                            .map(entry -> SuiteRow.of(
                                    entry.result(), RawFile.encoded(entry.directory()) + "/" + HtmlReport.FILE))
                            .toList());
        }
    }

    /** How often a verdict came. */
    private record Count(Badge badge, int count) {

        static List<Count> of(List<Verdict> verdicts) {
            return Arrays.stream(Verdict.values())
                    .filter(verdicts::contains)
                    .map(verdict -> new Count(Badge.of(verdict), Collections.frequency(verdicts, verdict)))
                    .toList();
        }
    }
}
