package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.engine.DryRun;
import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what this machine can do. */
@Command(
        name = "doctor",
        description = {
            "Says what this machine and its cluster can do, which scenarios would be skipped, why, and what to install.",
            "It tries things in a network namespace that is thrown away, and asks exactly what a run asks."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos doctor",
            "  mesos-chaos doctor my-scenarios --json",
            "  mesos-chaos doctor --mesos-home /opt/mesos",
            "%nExit codes: 0 every scenario can run, 2 some would be skipped, 4 there can be",
            "no such cluster here."
        })
final class DoctorCommand implements Callable<Integer> {

    private static final int SOME_SKIPPED = 2;

    private final Supplier<Plugins> plugins;
    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            description = "Scenario files, directories that hold some, or names of the library. Default: all of the library.")
    private final List<String> files = new ArrayList<>();

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private Json json;

    DoctorCommand(Supplier<Plugins> plugins, Terminal terminal) {
        this.plugins = plugins;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> settings = cluster.settings(Map.of());
        Plugins found = plugins.get();
        ClusterProvider provider = cluster.provider(found);
        ScenarioFiles reader = new ScenarioFiles(new ScenarioReader(found));
        Readings readings = new Readings(files.isEmpty() ? reader.library() : reader.read(files, Map.of()));
        if (!readings.sound(terminal.err())) {
            return Mishaps.USAGE;
        }
        Cluster described = provider.describe(ClusterSpec.DEFAULT, Set.of(), settings);
        Map<Capability, String> missing = provider.missing(EnumSet.allOf(Capability.class), settings);
        Diagnosis diagnosis = new Diagnosis(
                described.network(),
                described.facts().mesosVersion() + " (" + described.grade().name().toLowerCase(Locale.ROOT) + ")",
                Runtime.version().toString(),
                Arrays.stream(Capability.values())
                        .map(one -> new Ability(one.words(), Optional.ofNullable(missing.get(one))))
                        .toList(),
                readings.entries().stream()
                        .map(entry -> fate(entry.reading().orThrow(), found, provider, settings))
                        .toList());
        if (json.wanted()) {
            Json.print(terminal.out(), diagnosis);
        } else {
            diagnosis.lines().forEach(terminal.out()::println);
        }
        return diagnosis.scenarios().stream().allMatch(one -> one.missing().isEmpty()) ? 0 : SOME_SKIPPED;
    }

    private static Ability fate(
            Scenario scenario, Plugins plugins, ClusterProvider provider, Map<String, String> settings) {
        return new Ability(scenario.name(), DryRun.of(scenario, plugins, provider, settings, new Seed(0)).skipped());
    }

    /**
     * All that is said.
     *
     * @param network of the cluster, in words
     * @param mesos its version, and whose it is
     * @param abilities of the machine
     * @param scenarios those that can run, and those that cannot
     */
    record Diagnosis(String network, String mesos, String java, List<Ability> abilities, List<Ability> scenarios) {

        List<String> lines() {
            List<String> lines = new ArrayList<>(List.of(
                    "network  " + network, "Mesos    " + mesos, "Java     " + java, "", "This machine has"));
            abilities.forEach(ability -> lines.add(ability.line()));
            List<Ability> skipped = scenarios.stream().filter(one -> one.missing().isPresent()).toList();
            lines.add("");
            lines.add(scenarios.size() - skipped.size() + " of " + scenarios.size() + " scenarios can run"
                    + (skipped.isEmpty() ? "" : "; the others would be SKIPPED:"));
            skipped.forEach(one -> lines.add(one.line()));
            return lines;
        }
    }

    /**
     * Something that can or cannot be done.
     *
     * @param missing why not, and what would change it
     */
    record Ability(String name, Optional<String> missing) {

        String line() {
            return "  " + (missing.isEmpty() ? "yes  " : "no   ") + name + missing.map(why -> ": " + why).orElse("");
        }
    }
}
