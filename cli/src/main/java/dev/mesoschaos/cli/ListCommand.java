package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.library.Library;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.Step;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which scenarios there are, and what they may be made of. */
@Command(
        name = "list",
        description = {
            "Shows the scenarios of the library, or of files and directories; or all faults, probes, indicators or "
                    + "invariants that scenarios may name.",
            "A scenario of the library can be run, planned and validated by its name."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos list",
            "  mesos-chaos list smoke",
            "  mesos-chaos list faults",
            "  mesos-chaos list my-scenarios --json",
            "  mesos-chaos list rack-partition --copy my-scenarios",
            "%nExit codes: 0, or 64 when there is no such thing or a file holds a mistake."
        })
final class ListCommand implements Callable<Integer> {

    private final Supplier<Plugins> plugins;
    private final Terminal terminal;

    @Parameters(
            paramLabel = "WHAT",
            arity = "0..*",
            description = "faults, probes, indicators or invariants; or scenarios: files, directories, and names and groups of "
                    + "the library. Default: all of the library.")
    private final List<String> what = new ArrayList<>();

    @Option(
            names = "--copy",
            paramLabel = "DIR",
            description = "Copies these scenarios there, with their schema, to be changed; nothing is overwritten.")
    private Path copy;

    @Mixin
    private Json json;

    ListCommand(Supplier<Plugins> plugins, Terminal terminal) {
        this.plugins = plugins;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Parts> parts = Arrays.stream(Parts.values())
                .filter(one -> what.equals(List.of(one.name().toLowerCase(Locale.ROOT))))
                .findFirst();
        if (parts.isPresent()) {
            if (copy != null) {
                throw new UsageException("only scenarios can be copied, not " + what.getFirst());
            }
            print(parts.get().in(plugins.get()));
            return 0;
        }
        ScenarioFiles files = new ScenarioFiles(new ScenarioReader(plugins.get()));
        Readings readings = new Readings(what.isEmpty() ? files.library() : files.read(what, Map.of()));
        List<Shown> shown = readings.entries().stream()
                .flatMap(entry -> entry.reading().scenario().map(scenario -> Shown.of(entry.file(), scenario)).stream())
                .toList();
        if (copy == null) {
            printScenarios(shown);
        } else {
            copy(readings.entries());
        }
        return readings.sound(terminal.err()) ? 0 : Mishaps.USAGE;
    }

    private void print(List<Parts.Part> parts) {
        if (json.wanted()) {
            Json.print(terminal.out(), parts);
            return;
        }
        int width = parts.stream().mapToInt(part -> part.name().length()).max().orElse(1);
        parts.forEach(part -> terminal.out().println(row(width, part.name(), part.meaning())));
    }

    private void printScenarios(List<Shown> scenarios) {
        if (json.wanted()) {
            Json.print(terminal.out(), scenarios);
            return;
        }
        int width = scenarios.stream().mapToInt(one -> one.name().length()).max().orElse(1);
        scenarios.stream().collect(Collectors.groupingBy(Shown::directory, LinkedHashMap::new, Collectors.toList()))
                .forEach((directory, group) -> {
                    terminal.out().println(directory);
                    group.forEach(one -> terminal.out().println("  " + row(width, one.name(), Words.clean(one.title()))));
                });
    }

    private static String row(int width, String name, String meaning) {
        return String.format(Locale.ROOT, "%-" + width + "s  %s", name, meaning);
    }

    /** All or none: what would be overwritten is known before the first file is written. */
    private void copy(List<ScenarioFiles.Entry> entries) throws IOException {
        Map<String, Library.Item> items =
                Library.items().stream().collect(Collectors.toMap(Library.Item::file, item -> item));
        for (ScenarioFiles.Entry entry : entries) {
            if (!items.containsKey(entry.file())) {
                throw new UsageException("only scenarios of the library are copied, and " + entry.file() + " is a file");
            }
            refuseExisting(copy.resolve(Path.of(entry.file()).getFileName()));
        }
        Files.createDirectories(copy);
        for (ScenarioFiles.Entry entry : entries) {
            Path file = copy.resolve(Path.of(entry.file()).getFileName());
            Files.writeString(file, items.get(entry.file()).standalone(), StandardCharsets.UTF_8);
            terminal.out().println(file);
        }
        Files.writeString(copy.resolve(Library.SCHEMA_FILE), Library.schema(), StandardCharsets.UTF_8);
    }

    private static void refuseExisting(Path file) {
        if (Files.exists(file)) {
            throw new UsageException(file + " is there already: remove it, or copy to another directory");
        }
    }

    /**
     * A scenario in brief.
     *
     * @param file as the user named it
     * @param faults ids of the faults it injects, in the order of its method
     */
    record Shown(String name, String title, String why, String file, List<String> faults) {

        static Shown of(String file, Scenario scenario) {
            List<String> faults = scenario.faults().stream().map(Step.Fault::fault).distinct().toList();
            return new Shown(scenario.name(), scenario.title(), scenario.why(), file, faults);
        }

        String directory() {
            Path parent = Path.of(file).getParent();
            return parent == null ? "." : parent.toString();
        }
    }
}
