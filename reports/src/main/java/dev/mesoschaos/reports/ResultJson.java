package dev.mesoschaos.reports;

import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.nio.file.Path;

/** {@code result.json}: the whole result for programs. Its {@code schema} says which version of the form it has. */
public final class ResultJson implements ReportWriter {

    /** Name of the file. */
    public static final String FILE = "result.json";

    @Override
    public void write(Path run, Result result, Timeline timeline) throws IOException {
        String json = JournalJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result);
        Output.write(run.resolve(FILE), json + "\n");
    }
}
