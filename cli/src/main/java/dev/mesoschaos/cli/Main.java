package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.plugin.Plugins;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Starts the command. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(execute(Plugins::find, Terminal.ofThisProcess(), args));
    }

    /**
     * Runs one command.
     *
     * @param plugins asked only by commands that need them, because finding them takes time
     * @return the exit code
     */
    static int execute(Supplier<Plugins> plugins, Terminal terminal, String... args) {
        if (args.length == 1 && BuildVersion.OPTIONS.contains(args[0])) {
            // Scripts ask for it all the time, and setting up all commands takes longer than saying it.
            terminal.out().println(BuildVersion.line());
            return 0;
        }
        CommandLine commands = commands(plugins, terminal);
        try {
            return commands.execute(args);
        } catch (Error e) {
            // Such as a part on the class path that was built for another version.
            return new Mishaps(terminal.err()).failed(e);
        }
    }

    /** All commands as users have them, for those who describe them, or check what is written about them. */
    public static CommandLine commands() {
        return commands(Plugins::find, Terminal.ofThisProcess());
    }

    private static CommandLine commands(Supplier<Plugins> plugins, Terminal terminal) {
        Mishaps mishaps = new Mishaps(terminal.err());
        return new CommandLine(new MesosChaos())
                .addSubcommand(new DoctorCommand(plugins, terminal))
                .addSubcommand(new ListCommand(plugins, terminal))
                .addSubcommand(new SchemaCommand(terminal))
                .addSubcommand(new ValidateCommand(plugins, terminal))
                .addSubcommand(new PlanCommand(plugins, terminal))
                .addSubcommand(new RunCommand(plugins, terminal))
                .addSubcommand(new JudgeCommand(plugins, terminal))
                .addSubcommand(new ReportCommand(plugins, terminal))
                .addSubcommand(new CompareCommand(terminal))
                .addSubcommand(new UndoCommand(plugins, terminal))
                .addSubcommand(new HaltCommand(terminal))
                .addSubcommand(new ResumeCommand(terminal))
                .addSubcommand(new CommandLine(new ClusterCommand())
                        .addSubcommand(new ClusterUpCommand(plugins, terminal))
                        .addSubcommand(new ClusterStatusCommand(terminal))
                        .addSubcommand(new ClusterDownCommand(terminal)))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new ManCommand(terminal))
                .setOut(terminal.writer(terminal.out()))
                .setErr(terminal.writer(terminal.err()))
                .setParameterExceptionHandler(mishaps::misused)
                .setExecutionExceptionHandler((mishap, parsed, result) -> mishaps.failed(mishap))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
