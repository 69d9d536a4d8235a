package dev.mesoschaos.docs;

import dev.mesoschaos.cli.Main;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the commands say of themselves for {@code --help}, as Markdown. */
final class CommandReference {

    private CommandReference() {}

    static String markdown() {
        return CommandLines.all(Main.commands()).map(CommandReference::section).collect(Collectors.joining("\n"));
    }

    private static String section(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
        return "## " + spec.qualifiedName() + "\n\n"
                + Arrays.stream(spec.usageMessage().description())
                        .map(paragraph -> Table.plain(paragraph) + "\n\n")
                        .collect(Collectors.joining())
                + "```text\n" + help.synopsis(0).stripTrailing() + "\n```\n\n"
                + Table.of("argument", "what it says").rows(arguments(spec).map(CommandReference::row))
                + "\n```text\n" + help.footer().strip() + "\n```\n";
    }

    private static Stream<ArgSpec> arguments(CommandSpec spec) {
        return Stream.concat(spec.positionalParameters().stream(), spec.options().stream()).filter(argument -> !argument.hidden());
    }

    private static String[] row(ArgSpec argument) {
        String name = argument instanceof OptionSpec option
                ? Arrays.stream(option.names()).collect(Collectors.joining("`, `", "`", "`"))
                        + (option.arity().max() > 0 ? " `" + option.paramLabel() + "`" : "")
                : "`" + argument.paramLabel() + "`";
        String meaning = String.join(" ", argument.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.initialValue()));
        return new String[] {name, Table.plain(meaning)};
    }
}
