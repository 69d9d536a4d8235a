package dev.mesoschaos.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command above all others: says which there are. */
@Command(
        name = "mesos-chaos",
        description = "Injects faults into an Apache Mesos cluster, measures what its users feel, judges it, and undoes "
                + "every fault.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = CommandLine.HelpCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos list",
            "  mesos-chaos run rack-partition",
            "  mesos-chaos validate my.yaml",
            "  mesos-chaos judge chaos-runs/latest",
            "  mesos-chaos undo chaos-runs/latest",
            "  mesos-chaos report chaos-runs",
            "%nExit codes: 0 passed or skipped, 1 failed, 2 inconclusive, 3 aborted, 4 error,",
            "5 something of ours may still be on the cluster, 64 wrong usage or a mistake",
            "in a scenario file."
        })
final class MesosChaos implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
