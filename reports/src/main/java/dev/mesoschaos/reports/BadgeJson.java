package dev.mesoschaos.reports;

import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code badge.json}, of a run and of a suite: what shields.io's endpoint badge reads. */
public final class BadgeJson implements ReportWriter {

    /** Name of the file. */
    public static final String FILE = "badge.json";

    private static final String SUITE = "chaos";

    @Override
    public void write(Path run, Result result, Timeline timeline) throws IOException {
        write(run, result.scenario(), word(result.verdict()), result.verdict());
    }

    @Override
    public void writeSuite(Path suite, List<SuiteEntry> results) throws IOException {
        List<Verdict> verdicts = results.stream().map(entry -> entry.result().verdict()).toList();
        String message = verdicts.isEmpty() ? "nothing run" : VerdictCounts.of(verdicts).toLowerCase(Locale.ROOT);
        write(suite, SUITE, message, Verdict.worst(verdicts));
    }

    private static void write(Path directory, String label, String message, Verdict verdict) throws IOException {
        Endpoint badge = new Endpoint(1, label, message, color(verdict));
        Output.write(directory.resolve(FILE), JournalJson.mapper().writeValueAsString(badge) + "\n");
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String color(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "brightgreen";
            case SKIPPED -> "lightgrey";
            case INCONCLUSIVE -> "yellow";
            case ABORTED -> "orange";
            case FAILED, ERROR, DIRTY -> "red";
        };
    }

    /** Names as shields.io wants them. */
    private record Endpoint(int schemaVersion, String label, String message, String color) {}
}
