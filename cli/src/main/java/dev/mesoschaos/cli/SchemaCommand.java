package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.library.Library;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of scenario files. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of scenario files, with which editors complete and check.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos schema > scenario.schema.json",
            "%nA scenario that starts with the line",
            "  # yaml-language-server: $schema=scenario.schema.json",
            "is completed and checked by editors that know the YAML language server.",
            "%nExit codes: 0."
        })
final class SchemaCommand implements Runnable {

    private final Terminal terminal;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.out().print(Library.schema());
    }
}
