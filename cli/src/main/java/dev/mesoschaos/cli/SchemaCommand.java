package dev.mesoschaos.cli;

import dev.mesoschaos.reports.ResultSchema;
import dev.mesoschaos.scenarios.library.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schemas of what people write and what programs read. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of scenario files, with which editors complete and check, or of result.json.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos schema > scenario.schema.json",
            "  mesos-chaos schema result > result.schema.json",
            "%nA scenario that starts with the line",
            "  # yaml-language-server: $schema=scenario.schema.json",
            "is completed and checked by editors that know the YAML language server.",
            "%nExit codes: 0, or 64 when there is no such schema."
        })
final class SchemaCommand implements Runnable {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "OF",
            arity = "0..1",
            description = "scenario or result; default: ${DEFAULT-VALUE}.")
    private Of of = Of.SCENARIO;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.out().print(switch (of) {
            case SCENARIO -> Library.schema();
            case RESULT -> ResultSchema.text();
        });
    }

    /** What has a schema. */
    enum Of {
        SCENARIO,
        RESULT
    }
}
