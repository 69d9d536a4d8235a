package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import java.nio.file.Path;

/**
 * What workloads and probes get from a run.
 *
 * @param directory of the run; own files go below its {@code work} directory
 */
public record RunContext(
        String runId, Cluster cluster, Recorder recorder, Clock clock, Seed seed, Path directory) {}
