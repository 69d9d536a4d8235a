package dev.mesoschaos.reports.reliability;

import dev.mesoschaos.reports.Output;
import dev.mesoschaos.reports.page.Page;
import dev.mesoschaos.scenarios.journal.JournalJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code reliability.html} and {@code reliability.json}. */
public final class ReliabilityPage {

    /** Name of the page. */
    public static final String FILE = "reliability.html";

    /** Name of the same for programs. */
    public static final String JSON = "reliability.json";

    private ReliabilityPage() {}

    /**
     * Writes both.
     *
     * @param directory in which; it must be there
     * @param build which made them
     */
    public static void write(Path directory, Reliability reliability, String build) throws IOException {
        String json = JournalJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(reliability);
        Output.write(directory.resolve(JSON), json + "\n");
        ReliabilityView shown = ReliabilityView.of(directory.toRealPath(), reliability, build);
        Output.write(directory.resolve(FILE), Page.withTables("reliability").render(shown, List.of()));
    }
}
