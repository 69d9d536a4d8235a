package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.ClusterProvider;
import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.runner.Playground;
import dev.mesoschaos.scenarios.runner.PlaygroundHolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a cluster and holds it. */
@Command(
        name = "up",
        description = {
            "Starts a cluster with the apps of a scenario, prints the addresses of its masters, ZooKeeper servers and apps, and "
                    + "ends it at Ctrl-C, or when this process ends in any other way.",
            "Unless -D cluster.network says otherwise, hosts are loopback addresses, which are reached from any shell of this "
                    + "machine."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos cluster up",
            "  mesos-chaos cluster up --workload my.yaml",
            "  mesos-chaos cluster up -D cluster.network=namespaces",
            "  mesos-chaos cluster up --mesos-home /opt/mesos",
            "%nExit codes: 130 it was ended by Ctrl-C, 143 by 'cluster down', 4 it did not",
            "open or died, 64 wrong usage."
        })
final class ClusterUpCommand implements Callable<Integer> {

    private static final String NETWORK = "cluster.network";

    private final Supplier<Plugins> plugins;
    private final Terminal terminal;

    @Option(
            names = "--workload",
            paramLabel = "SCENARIO",
            description = "A scenario file or a name of the library: the cluster and the apps are those of this scenario; "
                    + "default: ${DEFAULT-VALUE}.")
    private String workload = "rack-partition";

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private PlaygroundDirectory place;

    ClusterUpCommand(Supplier<Plugins> plugins, Terminal terminal) {
        this.plugins = plugins;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> settings = new HashMap<>(cluster.settings(Map.of()));
        settings.putIfAbsent(NETWORK, "proxied");
        Plugins found = plugins.get();
        ClusterProvider provider = cluster.provider(found);
        Readings readings = new Readings(new ScenarioFiles(new ScenarioReader(found)).read(List.of(workload), Map.of()));
        if (!readings.sound(terminal.err())) {
            return Mishaps.USAGE;
        }
        if (readings.entries().size() != 1) {
            throw new UsageException("one scenario has the cluster and the apps, and " + workload + " is several");
        }
        ScenarioFiles.Entry entry = readings.entries().getFirst();
        terminal.err().println("starting a cluster as of " + entry.file());
        try (PlaygroundHolder holder = PlaygroundHolder.open(
                provider, settings, place.path(), entry.text(), entry.file(), terminal.err()::println)) {
            Thread hook = new Thread(holder::close, "end-cluster");
            Runtime.getRuntime().addShutdownHook(hook);
            Playground playground = holder.awaitReady();
            PlaygroundText.lines(playground).forEach(terminal.out()::println);
            terminal.out().flush();
            hint(playground, holder, place.path());
            holder.awaitEnd();
        }
        terminal.err().println("the cluster has ended");
        return 4;
    }

    private void hint(Playground playground, PlaygroundHolder holder, Path directory) {
        if (playground.network().contains("namespaces")) {
            String user = playground.network().startsWith("user") ? " --user --preserve-credentials" : "";
            terminal.err().println("a shell in its network: nsenter --target " + holder.inside() + " --net" + user);
        }
        terminal.err().println("logs are in " + directory.resolve("logs")
                + "; Ctrl-C, or 'mesos-chaos cluster down', ends the cluster");
    }
}
