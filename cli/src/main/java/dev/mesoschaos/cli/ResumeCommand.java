package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.cluster.KillSwitch;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lifts the kill switch. */
@Command(
        name = "resume",
        description = "Lifts the kill switch that 'mesos-chaos halt' engaged: runs may start again. Those that it stopped do not "
                + "go on.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos resume",
            "  mesos-chaos resume --zookeeper zk1:2181,zk2:2181,zk3:2181",
            "%nExit codes: 0 the switch is not engaged any more, 4 it could not be lifted,",
            "64 wrong usage."
        })
final class ResumeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private KillSwitchOptions which;

    ResumeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (KillSwitch.Lever lever = which.reach()) {
            Optional<String> before = lever.engaged();
            lever.release();
            terminal.out().println(before.map(why -> "lifted: " + Words.clean(why)).orElse("no kill switch was engaged"));
            return 0;
        }
    }
}
