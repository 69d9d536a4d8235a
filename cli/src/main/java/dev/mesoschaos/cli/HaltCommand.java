package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.KillSwitch;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Engages the kill switch. */
@Command(
        name = "halt",
        description = {
            "Stops all runs of this user on this machine, and keeps new ones from starting, until 'mesos-chaos resume'.",
            "With --zookeeper, all runs on the cluster of that ZooKeeper, whoever started them and wherever.",
            "Runs that are under way abort within a second and undo. The switch is a file, or a znode, so that "
                    + "anything can engage it: its first line is the reason."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos halt 'incident 4711 is open'",
            "  mesos-chaos halt -D kill-switch.file=/shared/halt 'no chaos this week'",
            "  mesos-chaos halt --zookeeper zk1:2181,zk2:2181,zk3:2181 'incident 4711'",
            "%nExit codes: 0 the switch is engaged, by this command or before, 4 it could not",
            "be, 64 wrong usage."
        })
final class HaltCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "REASON", arity = "0..1", description = "Why; those whose runs stop will read it.")
    private String reason = "";

    @Mixin
    private KillSwitchOptions which;

    HaltCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (KillSwitch.Lever lever = which.reach()) {
            Optional<String> before = lever.engaged();
            if (before.isPresent()) {
                terminal.out().println("engaged already: " + Words.clean(before.get()));
                return 0;
            }
            lever.engage(reason);
            terminal.out().println(Words.clean(lever.engaged().orElse("engaged, and lifted by somebody since")));
            return 0;
        }
    }
}
