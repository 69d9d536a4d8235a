package dev.mesoschaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the manual. */
@Command(
        name = "man",
        description = "Prints the manual page of this command and of all commands below it, made from their own --help.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos man | man -l -",
            "  mesos-chaos man > /usr/local/share/man/man1/mesos-chaos.1",
            "%nExit codes: 0."
        })
final class ManCommand implements Runnable {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    ManCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.out().print(ManPage.of(spec.root()));
    }
}
