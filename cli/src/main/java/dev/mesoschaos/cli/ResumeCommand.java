package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.engine.HaltFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
            "%nExit codes: 0 no switch is engaged any more, 4 it could not be lifted."
        })
final class ResumeCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "kill-switch.file=PATH, as for run.")
    private final Map<String, String> properties = new LinkedHashMap<>();

    ResumeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        HaltFile file = HaltFile.of(Settings.of(properties, Map.of()));
        Optional<String> before = file.engaged();
        file.release();
        terminal.out().println(before.map(why -> "lifted: " + Words.clean(why)).orElse("no kill switch was engaged"));
        return 0;
    }
}
