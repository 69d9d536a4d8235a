package dev.mesoschaos.cli;

import dev.mesoschaos.reports.history.History;
import dev.mesoschaos.reports.reliability.Reliability;
import dev.mesoschaos.reports.reliability.ReliabilityPage;
import dev.mesoschaos.scenarios.language.UsageException;
import dev.mesoschaos.scenarios.library.Library;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.runner.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what many runs say of the reliability of clusters. */
@Command(
        name = "report",
        description = {
            "Writes the reliability report over all runs below some directories: the ability to schedule per month and "
                    + "cluster, how objectives and error budgets were kept, trends with regressions marked, the worst "
                    + "incidents, and what was not tested.",
            "One page that needs no network, reliability.html, and the same for programs, reliability.json."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  mesos-chaos report chaos-runs",
            "  mesos-chaos report runs/2026-* --out published --promise 99.5%%",
            "  mesos-chaos report chaos-runs --json | jq .ability",
            "%nExit codes: 0; 4 a directory cannot be read or written; 64 there is no run."
        })
final class ReportCommand implements Callable<Integer> {

    private static final double PERCENT = 100;

    private final Supplier<Plugins> plugins;
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Directories of runs, or above them.")
    private final List<Path> directories = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Where both files go; default: the first DIR.")
    private Path output;

    @Option(
            names = "--promise",
            paramLabel = "SHARE",
            description = "Share of canaries that shall run in time, by which the error budget of the ability to schedule "
                    + "is counted; default: ${DEFAULT-VALUE}.")
    private String promise = "99%";

    @Mixin
    private Json json;

    ReportCommand(Supplier<Plugins> plugins, Terminal terminal) {
        this.plugins = plugins;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        double share = share();
        History history = Histories.read(directories, terminal);
        Reliability.Known known = new Reliability.Known(
                List.copyOf(plugins.get().faults().keySet()),
                Library.items().stream().map(Library.Item::name).toList());
        Reliability reliability = Reliability.of(history, share, known);
        Path directory = output == null ? directories.getFirst() : Files.createDirectories(output);
        Build build = Build.current();
        ReliabilityPage.write(directory, reliability, build.version() + " (commit " + build.commit() + ")");
        if (json.wanted()) {
            Json.print(terminal.out(), reliability);
        } else {
            terminal.out().println(directory.resolve(ReliabilityPage.FILE).toAbsolutePath().normalize());
        }
        return 0;
    }

    private double share() {
        try {
            double percent = Double.parseDouble(promise.replaceFirst("%$", ""));
            if (promise.endsWith("%") && percent > 0 && percent < PERCENT) {
                return percent / PERCENT;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageException("--promise " + promise + ": expected a share between 0% and 100%, such as 99.5%");
    }
}
