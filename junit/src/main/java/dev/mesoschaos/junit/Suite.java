package dev.mesoschaos.junit;

import dev.mesoschaos.cli.PlainView;
import dev.mesoschaos.scenarios.language.InvalidScenario;
import dev.mesoschaos.scenarios.language.Reading;
import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.runner.DirectedRun;
import dev.mesoschaos.scenarios.runner.Harness;
import dev.mesoschaos.scenarios.runner.RunRequest;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.SummaryLine;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All runs of this process: their scenarios, one after another, and the page over all of them. */
final class Suite {

    private static Suite present;

    private final SuiteSettings settings;
    private final Plugins plugins = Plugins.find();
    private final PlainView view = new PlainView(System.out);
    private final List<String> summary = new ArrayList<>();
    private final Harness harness;

    private Suite(SuiteSettings settings) {
        this.settings = settings;
        this.harness = new Harness(
                plugins, new Harness.Options(settings.output(), "local", settings.settings(), settings.command()));
    }

    /** That of this process, which ends with the build that started it. */
    static synchronized Suite present() {
        if (present == null) {
            AncestorWatch.haltWithThem();
            present = new Suite(SuiteSettings.of(System.getProperties()));
        }
        return present;
    }

    SuiteSettings settings() {
        return settings;
    }

    Plugins plugins() {
        return plugins;
    }

    /**
     * The scenarios of files, directories, and names of the library.
     *
     * @throws UsageException with all mistakes in them
     */
    List<ScenarioFiles.Entry> read(String what) {
        List<ScenarioFiles.Entry> entries = new ScenarioFiles(new ScenarioReader(plugins)).read(List.of(what), variables());
        refuse(entries.stream().map(ScenarioFiles.Entry::reading).toList());
        return entries;
    }

    /** A scenario from its text. */
    ScenarioFiles.Entry read(String text, String name) {
        Reading reading = new ScenarioReader(plugins).read(text, name, variables());
        refuse(List.of(reading));
        return new ScenarioFiles.Entry(name, text, reading);
    }

    /** Runs a scenario to its end. */
    Result run(ScenarioFiles.Entry entry) throws IOException, InterruptedException {
        Scenario scenario = entry.reading().orThrow();
        view.started(scenario.name(), "seed " + settings.seed());
        try {
            Result result = harness.run(entry.file(), entry.text(), scenario, settings.seed(), view);
            ended(result);
            return result;
        } catch (IOException | RuntimeException e) {
            view.broken(String.valueOf(e.getMessage()));
            summary.add(Verdict.ERROR + "  " + scenario.name() + "  " + e.getMessage());
            throw e;
        }
    }

    /** Begins the run of a scenario whose faults are directed. */
    DirectedRun direct(ScenarioFiles.Entry entry) {
        Scenario scenario = entry.reading().orThrow();
        view.started(scenario.name(), "seed " + settings.seed());
        return harness.direct(entry.file(), entry.text(), scenario, settings.seed(), view);
    }

    void ended(Result result) {
        view.ended(result);
        summary.add(SummaryLine.of(result));
    }

    /** Prints a line for each run, and where the page is. */
    void printSummary() {
        summary.forEach(System.out::println);
        System.out.println(index());
    }

    private Path index() {
        return settings.output().resolve("index.html");
    }

    private Map<String, String> variables() {
        return RunRequest.variables(settings.settings());
    }

    private static void refuse(List<Reading> readings) {
        List<InvalidScenario> problems =
                readings.stream().map(Reading::problems).flatMap(List::stream).toList();
        if (!problems.isEmpty()) {
            throw new UsageException(
                    problems.stream().map(Throwable::getMessage).collect(Collectors.joining(System.lineSeparator())));
        }
    }
}
