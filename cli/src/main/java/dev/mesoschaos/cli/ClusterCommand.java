package dev.mesoschaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A cluster for playing with. */
@Command(
        name = "cluster",
        description = "Starts, shows and ends an embedded cluster for playing with, outside of any run.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos cluster up",
            "  mesos-chaos cluster status",
            "  mesos-chaos cluster down",
            "%nExit codes: those of its commands."
        })
final class ClusterCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: up, status or down");
    }
}
