package dev.mesoschaos.reports;

import dev.mesoschaos.reports.history.History;
import dev.mesoschaos.reports.page.Page;
import dev.mesoschaos.reports.view.RunView;
import dev.mesoschaos.reports.view.TrendView;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code report.html}: everything about a run for people, in one file that needs nothing else. */
public final class HtmlReport implements ReportWriter {

    /** Name of the file. */
    public static final String FILE = "report.html";

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public void write(Path run, Result result, Timeline timeline) throws IOException {
        RunView view = RunView.of(result, timeline);
        TrendView trend = TrendView.of(result, History.beside(run, result.scenario(), TrendView.MOST));
        String html = Page.withCharts("report").render(new Shown(view, trend, RawFile.of(run)), view.drawing());
        Output.write(run.resolve(FILE), html);
    }

    /** What the template shows. */
    private record Shown(RunView run, TrendView trend, List<RawFile> files) {}
}
