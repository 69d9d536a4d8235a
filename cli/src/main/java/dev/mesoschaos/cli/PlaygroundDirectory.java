package dev.mesoschaos.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a cluster for playing with has its files, by which other terminals find it. */
final class PlaygroundDirectory {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where runs have their directories; the cluster has 'cluster' there. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("chaos-runs");

    Path path() {
        return output.resolve("cluster");
    }
}
