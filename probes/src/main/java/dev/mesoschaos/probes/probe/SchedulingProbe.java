package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.workload.CanaryRequest;
import dev.mesoschaos.scenarios.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks the cluster to run one small task, a canary, again and again.
 *
 * @param every time from one canary to the next
 * @param deadline how long after it was due a canary must run
 * @param classes what canaries are like; they take turns
 * @param eachRack whether each canary is for one rack, the racks taking turns, or for any
 * @param atOnce how many canaries of a role may be under way
 */
record SchedulingProbe(
        Duration every, Duration deadline, List<CanaryClass> classes, boolean eachRack, int atOnce) implements Probe {

    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public Running start(RunContext context, Workload workload) {
        double perSecond = NANOS_PER_SECOND / every.toNanos();
        List<String> racks = eachRack ? context.cluster().topology().agentRacks() : List.of();
        OpenLoop loop = OpenLoop.start("scheduling-probe", context.clock(), perSecond, (number, due) -> {
            CanaryRequest request = request(number, due, racks);
            context.recorder().record(new Event.CanaryDue(due, request.id(), deadline, every, kind(number, request)));
            Thread.ofVirtual().name(request.id()).start(() -> ask(context, workload, request));
        });
        return loop::close;
    }

    private CanaryRequest request(long number, Instant due, List<String> racks) {
        CanaryClass kind = kindOf(number);
        // Racks go on when every class has had its turn, so that each class comes to each rack.
        Optional<String> rack = racks.isEmpty()
                ? Optional.empty()
                : Optional.of(racks.get((int) (number / classes.size() % racks.size())));
        return new CanaryRequest(
                "canary-" + number, due, deadline, kind.cpus(), kind.memMb(), kind.otherRole(), rack, atOnce);
    }

    private CanaryClass kindOf(long number) {
        return classes.get((int) (number % classes.size()));
    }

    private Optional<Event.CanaryKind> kind(long number, CanaryRequest request) {
        CanaryClass kind = kindOf(number);
        boolean alike = classes.size() == 1 && kind.otherRole().isEmpty() && !eachRack;
        return alike ? Optional.empty() : Optional.of(new Event.CanaryKind(kind.size(), kind.role(), request.rack()));
    }

    /** A canary nobody could be asked for is one that did not run, not one that is missing. */
    private void ask(RunContext context, Workload workload, CanaryRequest request) {
        try {
            workload.launchCanary(request);
        } catch (RuntimeException e) {
            context.recorder()
                    .record(new Event.Canary(
                            request.due(),
                            request.id(),
                            Optional.empty(),
                            Optional.empty(),
                            deadline,
                            "",
                            "could not be asked for: " + e));
        }
    }
}
