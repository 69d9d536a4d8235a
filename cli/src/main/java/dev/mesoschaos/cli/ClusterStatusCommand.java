package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.runner.Playground;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a cluster that another terminal holds. */
@Command(
        name = "status",
        description = "Shows the addresses of the cluster that 'cluster up' holds in another terminal.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos cluster status",
            "  mesos-chaos cluster status --json",
            "%nExit codes: 0 a cluster is up, 1 none is."
        })
final class ClusterStatusCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private PlaygroundDirectory place;

    @Mixin
    private Json json;

    ClusterStatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Playground> playground = Playground.in(place.path());
        if (playground.isEmpty()) {
            terminal.err().println("no cluster is up in " + place.path());
            return 1;
        }
        if (json.wanted()) {
            Json.print(terminal.out(), playground.get());
        } else {
            PlaygroundText.lines(playground.get()).forEach(terminal.out()::println);
        }
        return 0;
    }
}
