package dev.mesoschaos.ci;

import dev.mesoschaos.cli.PlainView;
import dev.mesoschaos.scenarios.language.InvalidScenario;
import dev.mesoschaos.scenarios.language.Reading;
import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.runner.Harness;
import dev.mesoschaos.scenarios.runner.RunRequest;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.SummaryLine;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every scenario of the library as a test of its own name. Runs only behind {@code mvn verify -Pchaos}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosSuite {

    private final SuiteSettings settings = SuiteSettings.of(System.getProperties());
    private final List<String> summary = new ArrayList<>();
    private final PlainView view = new PlainView(System.out);

    @TestFactory
    List<DynamicTest> scenarios() {
        AncestorWatch.haltWithThem();
        Plugins plugins = Plugins.find();
        List<ScenarioFiles.Entry> entries = read(plugins);
        Harness harness = new Harness(
                plugins, new Harness.Options(settings.output(), "local", settings.settings(), settings.command()));
        return entries.stream().map(entry -> test(harness, entry)).toList();
    }

    @AfterAll
    void printSummary() {
        summary.forEach(System.out::println);
        System.out.println(settings.output().resolve("index.html"));
    }

    private DynamicTest test(Harness harness, ScenarioFiles.Entry entry) {
        Scenario scenario = entry.reading().orThrow();
        return DynamicTest.dynamicTest(
                scenario.name(), Path.of(entry.file()).toUri(), () -> Outcomes.check(run(harness, entry, scenario)));
    }

    private Result run(Harness harness, ScenarioFiles.Entry entry, Scenario scenario)
            throws IOException, InterruptedException {
        view.started(scenario.name(), "seed " + settings.seed());
        try {
            Result result = harness.run(entry.file(), entry.text(), scenario, settings.seed(), view);
            view.ended(result);
            summary.add(SummaryLine.of(result));
            return result;
        } catch (IOException | RuntimeException e) {
            view.broken(String.valueOf(e.getMessage()));
            summary.add(Verdict.ERROR + "  " + scenario.name() + "  " + e.getMessage());
            throw e;
        }
    }

    private List<ScenarioFiles.Entry> read(Plugins plugins) {
        List<ScenarioFiles.Entry> entries = new ScenarioFiles(new ScenarioReader(plugins))
                .read(List.of(settings.scenarios().toString()), RunRequest.variables(settings.settings()));
        List<InvalidScenario> problems = entries.stream()
                .map(ScenarioFiles.Entry::reading)
                .map(Reading::problems)
                .flatMap(List::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new UsageException(
                    problems.stream().map(Throwable::getMessage).collect(Collectors.joining(System.lineSeparator())));
        }
        return entries;
    }
}
