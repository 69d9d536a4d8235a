package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.language.InvalidScenario;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.runner.Conclusion;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.SummaryLine;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Judges journals again. */
@Command(
        name = "judge",
        description = "Judges the journals of runs again, without any cluster, and writes their reports anew.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos judge chaos-runs/latest",
            "  mesos-chaos judge chaos-runs/2026*",
            "  mesos-chaos judge chaos-runs/latest --json",
            "%nExit codes: that of the worst verdict, as of 'run'; 4 a journal is damaged."
        })
final class JudgeCommand implements Callable<Integer> {

    private final Supplier<Plugins> plugins;
    private final Terminal terminal;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Directories of runs.")
    private final List<Path> runs = new ArrayList<>();

    @Mixin
    private Json json;

    JudgeCommand(Supplier<Plugins> plugins, Terminal terminal) {
        this.plugins = plugins;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Path> directories = runs.stream().map(RunPath::locate).toList();
        Plugins found = plugins.get();
        List<Result> results = new ArrayList<>();
        Consumer<Result> judged =
                json.wanted() ? results::add : result -> terminal.out().println(SummaryLine.of(result));
        List<Verdict> verdicts = directories.stream().map(run -> judge(found, run, judged)).toList();
        if (json.wanted()) {
            Json.print(terminal.out(), results);
        }
        return Verdict.worst(verdicts).exitCode();
    }

    private Verdict judge(Plugins found, Path run, Consumer<Result> judged) {
        try {
            Result result = Conclusion.of(found, run);
            judged.accept(result);
            return result.verdict();
        } catch (InvalidScenario e) {
            terminal.err().println("mesos-chaos: " + run + ": this build cannot read the scenario in the journal: "
                    + e.getMessage());
        } catch (IOException e) {
            terminal.err().println("mesos-chaos: " + run + ": " + Mishaps.describe(e));
        }
        return Verdict.ERROR;
    }
}
