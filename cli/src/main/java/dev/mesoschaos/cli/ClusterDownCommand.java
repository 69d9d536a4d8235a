package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.runner.Playground;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a cluster that another terminal holds. */
@Command(
        name = "down",
        description = "Ends the cluster that 'cluster up' holds in another terminal, and waits until it is gone.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos cluster down",
            "%nExit codes: 0 no cluster is up any more, 4 it does not end."
        })
final class ClusterDownCommand implements Callable<Integer> {

    private static final long LONGEST_SECONDS = 30;

    private final Terminal terminal;

    @Mixin
    private PlaygroundDirectory place;

    ClusterDownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Optional<ProcessHandle> holder = Playground.in(place.path()).flatMap(Playground::process);
        if (holder.isEmpty()) {
            terminal.out().println("no cluster is up in " + place.path());
            return 0;
        }
        holder.get().destroy();
        try {
            holder.get().onExit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            terminal.err().println("mesos-chaos: process " + holder.get().pid() + " did not end within " + LONGEST_SECONDS
                    + " s: kill -9 it, and its cluster ends too");
            return 4;
        }
        terminal.out().println("the cluster is gone");
        return 0;
    }
}
