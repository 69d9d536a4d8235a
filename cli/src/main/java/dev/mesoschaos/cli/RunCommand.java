package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.runner.Harness;
import dev.mesoschaos.scenarios.runner.RunRequest;
import dev.mesoschaos.scenarios.time.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs scenarios, one after another. */
@Command(
        name = "run",
        description = {
            "Runs scenarios one after another, judges them, and writes their reports.",
            "All files are read first: nothing runs when one of them holds a mistake.",
            "Ctrl-C aborts and undoes. Pressed again it hurries: reports that take long are left out, and "
                    + "'mesos-chaos judge RUN' writes them. No undo is ever cut short."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos run rack-partition",
            "  mesos-chaos run my.yaml --seed 42 --var hold=30s",
            "  mesos-chaos run my.yaml -D cluster.network=proxied",
            "  mesos-chaos run smoke --mesos-home /opt/mesos",
            "  mesos-chaos run smoke --metrics-port 9464",
            "  mesos-chaos run smoke --annotate https://grafana/api/annotations",
            "%nExit codes: that of the worst verdict: 0 passed or skipped, 1 failed,",
            "2 inconclusive, 3 aborted, 4 error, 5 something of ours may still be on the",
            "cluster; 64 wrong usage or a mistake in a file."
        })
final class RunCommand implements Callable<Integer> {

    private final Supplier<Plugins> plugins;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "1..*",
            description = "Scenario files, directories that hold some, or names of the library.")
    private final List<String> files = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Where each run gets a directory; default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("chaos-runs");

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the random choices of the run with that seed.")
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
    private Watchers watchers;

    RunCommand(Supplier<Plugins> plugins, Terminal terminal) {
        this.plugins = plugins;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        Map<String, String> settings = lease.in(cluster.settings(variables));
        Plugins found = plugins.get();
        Readings readings = new Readings(
                new ScenarioFiles(new ScenarioReader(found)).read(files, RunRequest.variables(settings)));
        if (!readings.sound(terminal.err())) {
            terminal.err().println("mesos-chaos: mend these mistakes first; nothing was run");
            return Mishaps.USAGE;
        }
        Seed chosen = seed == null ? Seed.fresh() : new Seed(seed);
        Harness harness = new Harness(found, new Harness.Options(output, cluster.kind(), settings, command(chosen)));
        List<View> watching = watchers.open(terminal, System.getenv());
        try (Session session = new Session(harness, terminal, output, watching)) {
            return session.run(readings.entries(), chosen).exitCode();
        }
    }

    /** How to start the same again, from the same directory. */
    private String command(Seed chosen) {
        List<String> words = new ArrayList<>(List.of("mesos-chaos"));
        words.addAll(spec.root().commandLine().getParseResult().originalArgs());
        if (seed == null) {
            words.addAll(List.of("--seed", chosen.toString()));
        }
        return ShellWords.join(words);
    }
}
