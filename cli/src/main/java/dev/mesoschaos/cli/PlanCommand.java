package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.engine.DryRun;
import dev.mesoschaos.scenarios.engine.RunPlan;
import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.runner.RunRequest;
import dev.mesoschaos.scenarios.time.Seed;
import dev.mesoschaos.scenarios.verdict.Verdict;
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

/** Says what a run would do. */
@Command(
        name = "plan",
        description = {
            "Says what a run would do: targets, commands on each host and what undoes them, blast radius, floors of the "
                    + "objectives, and how long it takes. Touches nothing, and starts no cluster.",
            "The embedded cluster is there only during a run: it is planned with the names and racks that it will have. "
                    + "With --seed, the same targets are drawn as by 'run --seed', unless they depend on who leads or where "
                    + "tasks run by then; that is said, and an example shown. RUN stands for the id of the run."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos plan rack-partition --seed 42",
            "  mesos-chaos plan my.yaml --var hold=30s -D cluster.network=proxied",
            "  mesos-chaos plan smoke --json",
            "%nExit codes: 0 the run could be made, or would be skipped; 4 it would be",
            "refused; 64 wrong usage or a mistake in a file."
        })
final class PlanCommand implements Callable<Integer> {

    private final Supplier<Plugins> plugins;
    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "1..*",
            description = "Scenario files, directories that hold some, or names of the library.")
    private final List<String> files = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "The seed of the run; default: a new one, which is said.")
    private Long seed;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private LeaseOption lease;

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description = "Replaces a variable that the files declare under 'vars'.")
    private final Map<String, String> variables = new LinkedHashMap<>();

    @Mixin
    private Json json;

    PlanCommand(Supplier<Plugins> plugins, Terminal terminal) {
        this.plugins = plugins;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Map<String, String> settings = lease.in(cluster.settings(variables));
        Plugins found = plugins.get();
        ClusterProvider provider = cluster.provider(found);
        Readings readings = new Readings(
                new ScenarioFiles(new ScenarioReader(found)).read(files, RunRequest.variables(settings)));
        if (!readings.sound(terminal.err())) {
            return Mishaps.USAGE;
        }
        Seed chosen = seed == null ? Seed.fresh() : new Seed(seed);
        List<RunPlan> plans = readings.entries().stream()
                .map(entry -> DryRun.of(entry.reading().orThrow(), found, provider, settings, chosen))
                .toList();
        if (json.wanted()) {
            Json.print(terminal.out(), plans);
        } else {
            plans.forEach(plan -> PlanText.lines(plan).forEach(terminal.out()::println));
        }
        return plans.stream().allMatch(plan -> plan.refused().isEmpty()) ? 0 : Verdict.ERROR.exitCode();
    }
}
