package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.engine.HaltFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Engages the kill switch. */
@Command(
        name = "halt",
        description = {
            "Stops all runs of this user on this machine, and keeps new ones from starting, until 'mesos-chaos resume'.",
            "Runs that are under way abort within a second and undo. The switch is a file, so that anything can engage "
                    + "it: its first line is the reason."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos halt 'incident 4711 is open'",
            "  mesos-chaos halt -D kill-switch.file=/shared/halt 'no chaos this week'",
            "%nExit codes: 0 the switch is engaged, 4 it could not be."
        })
final class HaltCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "REASON", arity = "0..1", description = "Why; those whose runs stop will read it.")
    private String reason = "";

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "kill-switch.file=PATH, as for run.")
    private final Map<String, String> properties = new LinkedHashMap<>();

    HaltCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        HaltFile file = HaltFile.of(Settings.of(properties, Map.of()));
        Optional<String> before = file.engaged();
        if (before.isPresent()) {
            terminal.out().println("engaged already: " + Words.clean(before.get()));
            return 0;
        }
        file.engage(reason);
        terminal.out().println(Words.clean(file.engaged().orElseThrow()));
        return 0;
    }
}
