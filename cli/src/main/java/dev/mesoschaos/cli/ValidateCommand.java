package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads scenario files and says what is wrong with them. */
@Command(
        name = "validate",
        description = "Reads scenario files and prints every mistake with its file, line and column.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos validate scenarios/library",
            "  mesos-chaos validate my.yaml --var hold=30s",
            "  mesos-chaos validate my-scenarios --json",
            "%nExit codes: 0 all files are sound, 64 some are not."
        })
final class ValidateCommand implements Callable<Integer> {

    private final Supplier<Plugins> plugins;
    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "1..*",
            description = "Scenario files, directories that hold some, or names of the library.")
    private final List<String> files = new ArrayList<>();

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description = "Replaces a variable that the files declare under 'vars'.")
    private final Map<String, String> variables = new LinkedHashMap<>();

    @Mixin
    private Json json;

    ValidateCommand(Supplier<Plugins> plugins, Terminal terminal) {
        this.plugins = plugins;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Readings readings =
                new Readings(new ScenarioFiles(new ScenarioReader(plugins.get())).read(files, variables));
        if (json.wanted()) {
            Json.print(terminal.out(), readings.entries().stream().map(Checked::of).toList());
            return readings.sound() ? 0 : Mishaps.USAGE;
        }
        for (ScenarioFiles.Entry entry : readings.entries()) {
            entry.reading().scenario().ifPresent(scenario -> terminal.out().println(entry.file() + ": ok"));
        }
        return readings.sound(terminal.err()) ? 0 : Mishaps.USAGE;
    }

    /**
     * What is said about a file.
     *
     * @param mistakes none when it is sound
     */
    record Checked(String file, boolean ok, List<Mistake> mistakes) {

        static Checked of(ScenarioFiles.Entry entry) {
            List<Mistake> mistakes = entry.reading().problems().stream()
                    .map(problem -> new Mistake(
                            problem.location().line(), problem.location().column(), problem.what()))
                    .toList();
            return new Checked(entry.file(), entry.reading().scenario().isPresent(), mistakes);
        }
    }

    /**
     * A mistake.
     *
     * @param line from 1; 0 when the whole file is meant
     * @param column from 1; 0 when the whole file is meant
     */
    record Mistake(int line, int column, String message) {}
}
