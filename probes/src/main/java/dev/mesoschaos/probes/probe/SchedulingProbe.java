package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the cluster to run one small task, a canary, again and again.
 *
 * @param every time from one canary to the next
 * @param deadline how long after it was due a canary must run
 * @param cpus CPUs of one canary
 * @param memMb memory of one canary in MB
 */
record SchedulingProbe(Duration every, Duration deadline, double cpus, double memMb) implements Probe {

    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public Running start(RunContext context, Workload workload) {
        double perSecond = NANOS_PER_SECOND / every.toNanos();
        OpenLoop loop = OpenLoop.start("scheduling-probe", context.clock(), perSecond, (number, due) -> {
            String id = "canary-" + number;
            context.recorder().record(new Event.CanaryDue(due, id, deadline, every));
            Thread.ofVirtual().name(id).start(() -> ask(context, workload, id, due));
        });
        return loop::close;
    }

    /** A canary nobody could be asked for is one that did not run, not one that is missing. */
    private void ask(RunContext context, Workload workload, String id, Instant due) {
        try {
            workload.launchCanary(id, due, deadline, cpus, memMb);
        } catch (RuntimeException e) {
            context.recorder()
                    .record(new Event.Canary(
                            due, id, Optional.empty(), Optional.empty(), deadline, "", "could not be asked for: " + e));
        }
    }
}
