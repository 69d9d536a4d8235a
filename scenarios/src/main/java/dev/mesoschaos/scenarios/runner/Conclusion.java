package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.verdict.Judge;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Judges the journal of a run, now or years later, and writes its reports. */
public final class Conclusion {

    private Conclusion() {}

    /**
     * Judges and reports.
     *
     * @param run the run's directory
     * @throws IOException when the journal cannot be read, or a report cannot be written
     */
    public static Result of(Plugins plugins, Path run) throws IOException {
        return write(plugins, run, plugins.reports());
    }

    /** The same without reports that take long, which stay as they are; {@link #of} writes them at any time. */
    static Result inAHurry(Plugins plugins, Path run) throws IOException {
        return write(plugins, run, plugins.reports().stream().filter(writer -> !writer.takesLong()).toList());
    }

    private static Result write(Plugins plugins, Path run, List<ReportWriter> writers) throws IOException {
        Timeline timeline = JournalReader.read(run);
        Event.RunStarted started = timeline.of(Event.RunStarted.class).getFirst();
        Scenario scenario = new ScenarioReader(plugins)
                .read(started.scenario(), started.file(), RunRequest.variables(started.settings()))
                .orThrow();
        Result result = new Judge(plugins).judge(scenario, timeline);
        for (ReportWriter writer : writers) {
            writer.write(run, result, timeline);
        }
        return result;
    }
}
