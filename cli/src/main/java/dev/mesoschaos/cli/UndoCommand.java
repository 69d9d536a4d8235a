package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.engine.UndoReplay;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.JournalReader;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.verdict.Ledger;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Undoes what a run that died left open. */
@Command(
        name = "undo",
        description = "Undoes what a run left open, from its journal alone. Repeating it does no harm.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos undo chaos-runs/latest",
            "%nExit codes: 0 nothing is open any more, 5 something still is, 4 the cluster",
            "cannot be reached or the journal cannot be read, 64 there is no such run."
        })
final class UndoCommand implements Callable<Integer> {

    private final Supplier<Plugins> plugins;
    private final Terminal terminal;

    @Parameters(paramLabel = "RUN", description = "Directory of a run.")
    private Path argument;

    UndoCommand(Supplier<Plugins> plugins, Terminal terminal) {
        this.plugins = plugins;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path run = RunPath.locate(argument);
        List<Event.Planned> open = Ledger.open(JournalReader.read(run));
        if (open.isEmpty()) {
            terminal.out().println("nothing is open");
            return 0;
        }
        open.forEach(planned -> terminal.err().println("open: " + describe(planned)));
        UndoReplay.Outcome outcome = new UndoReplay(plugins.get(), Clock.system()).replay(run);
        List<Event.Planned> left = Ledger.open(JournalReader.read(run));
        left.forEach(planned -> {
            terminal.out().println("left: " + describe(planned));
            planned.actions().forEach(action -> terminal.out().println("  was made by: " + Words.clean(action)));
        });
        terminal.out().println(outcome.open() - outcome.left() + " undone, " + outcome.left() + " left");
        terminal.err().println("'mesos-chaos judge " + argument + "' judges the run again with what is known now");
        return left.isEmpty() ? 0 : Verdict.DIRTY.exitCode();
    }

    private static String describe(Event.Planned planned) {
        return Words.clean(planned.fault() + " on " + String.join(", ", planned.targets()) + " (" + planned.id() + ")");
    }
}
