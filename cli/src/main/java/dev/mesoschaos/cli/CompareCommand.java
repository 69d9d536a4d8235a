package dev.mesoschaos.cli;

import dev.mesoschaos.reports.compare.Comparison;
import dev.mesoschaos.reports.history.PastRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what changed between two runs, or two groups of them. */
@Command(
        name = "compare",
        description = {
            "Says what changed from the runs below A to those below B, objective by objective.",
            "With five runs or more of a scenario on each side their numbers are compared (Mann and Whitney's test, "
                    + "two-sided, at 1 %); with fewer the single values in them, and what the cluster's flags alone "
                    + "can make is no difference. An objective that all of A kept and all of B missed is a regression."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos compare chaos-runs/before chaos-runs/after",
            "  mesos-chaos compare runs-1.10 runs-1.11 --json",
            "  mesos-chaos compare testbed installed --any-environment",
            "%nExit codes: 0 no regression, 1 a regression, 2 not comparable: a scenario of A",
            "has no sound run of the same environment in B, or all is within noise that too",
            "few runs cannot tell from a difference; 4 a directory cannot be read."
        })
final class CompareCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "A", description = "Directory of the earlier run or runs.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Directory of the later run or runs.")
    private Path second;

    @Option(
            names = "--any-environment",
            description = "Compares numbers of different machines, flags and topologies all the same.")
    private boolean anyEnvironment;

    @Mixin
    private Json json;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Comparison comparison = Comparison.of(runs(first), runs(second), anyEnvironment);
        if (json.wanted()) {
            Json.print(terminal.out(), new Told(comparison.outcome(), comparison));
        } else {
            ComparisonText.of(comparison).forEach(terminal.out()::println);
        }
        return comparison.outcome().exitCode();
    }

    private List<PastRun> runs(Path directory) throws IOException {
        return Histories.read(List.of(directory), terminal).runs();
    }

    /** What scripts are told. */
    private record Told(Comparison.Outcome outcome, Comparison comparison) {}
}
