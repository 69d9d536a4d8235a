package dev.mesoschaos.scenarios.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A scheduling canary that is due: one small task.
 *
 * @param id unique in the run
 * @param due when it should have been asked for: the moment its deadline counts from
 * @param deadline how long after that it must run
 * @param cpus CPUs that it takes
 * @param memMb memory that it takes, in MB
 * @param role the Mesos role that it is launched in; empty for that of the workload
 * @param rack the only rack that it may run in; empty when any will do
 * @param atOnce how many canaries of the role may be launched and not over, so that none is left to users' harm; one that
 *     finds so many waits, and has not run when its deadline passes meanwhile
 */
public record CanaryRequest(
        String id,
        Instant due,
        Duration deadline,
        double cpus,
        double memMb,
        Optional<String> role,
        Optional<String> rack,
        int atOnce) {}
