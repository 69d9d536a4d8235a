package dev.mesoschaos.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A manual page in the language of man(7), from what the commands say of themselves for {@code --help}. */
final class ManPage {

    private final StringBuilder page = new StringBuilder();

    private ManPage() {}

    static String of(CommandSpec top) {
        ManPage page = new ManPage();
        page.line(".TH MESOS\\-CHAOS 1 \"\" " + quoted(String.join(" ", top.version())) + " \"mesos\\-chaos manual\"");
        page.section("NAME");
        page.line(escaped(top.name() + " - chaos and fault-injection testing for Apache Mesos clusters"));
        page.section("SYNOPSIS");
        page.line(escaped(top.name() + " COMMAND"));
        page.section("DESCRIPTION");
        page.description(top);
        page.arguments(top);
        page.section("COMMANDS");
        page.commands(top);
        page.section("EXAMPLES AND EXIT CODES");
        page.asIs(new Help(top, Help.defaultColorScheme(Ansi.OFF)).footer());
        return page.page.toString();
    }

    private void commands(CommandSpec above) {
        for (CommandLine command : distinct(above.subcommands().values())) {
            CommandSpec spec = command.getCommandSpec();
            Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
            line(".SS " + quoted(spec.qualifiedName()));
            asIs(help.synopsis(0));
            description(spec);
            arguments(spec);
            asIs(help.footer());
            commands(spec);
        }
    }

    /** A command that has an alias is there twice. */
    private static Collection<CommandLine> distinct(Collection<CommandLine> commands) {
        return commands.stream().distinct().toList();
    }

    private void section(String name) {
        line(".SH " + quoted(name));
    }

    private void description(CommandSpec spec) {
        for (String paragraph : spec.usageMessage().description()) {
            line(".PP");
            line(escaped(plain(paragraph)));
        }
    }

    private void arguments(CommandSpec spec) {
        Stream.concat(spec.positionalParameters().stream(), spec.options().stream())
                .filter(argument -> !argument.hidden())
                .forEach(this::argument);
    }

    private void argument(ArgSpec argument) {
        String name = argument instanceof OptionSpec option
                ? Arrays.stream(option.names()).collect(Collectors.joining(", "))
                        + (option.arity().max() > 0 ? " " + option.paramLabel() : "")
                : argument.paramLabel();
        line(".TP");
        line(".B " + escaped(name));
        line(escaped(plain(String.join(" ", argument.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.initialValue())))));
    }

    /** Keeps its lines: examples are to be copied. */
    private void asIs(String text) {
        line(".PP");
        line(".nf");
        text.lines().forEach(one -> line(escaped(one)));
        line(".fi");
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    /** As picocli prints a text that may hold formats. */
    private static String plain(String text) {
        return text.replace("%n", " ").replace("%%", "%");
    }

    private static String quoted(String text) {
        return "\"" + escaped(text).replace("\"", "\\(dq") + "\"";
    }

    /** A line that starts with a dot or an apostrophe would be a request. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
