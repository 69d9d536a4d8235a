package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.measure.ProbeType;
import java.time.Duration;
import java.util.List;

/** {@code scheduling: {every: 250ms, deadline: 5s}}. */
public final class SchedulingProbeType implements ProbeType {

    private static final String ANY = "any";
    private static final String EACH = "each";
    private static final int MOST_AT_ONCE = 10_000;
    private static final Duration KILLING = Duration.ofSeconds(2);

    @Override
    public String id() {
        return "scheduling";
    }

    @Override
    public String measures() {
        return "Whether the cluster can still start new tasks, by asking for a small one (a canary) at a fixed rate.";
    }

    @Override
    public Probe read(Fields parameters) {
        Duration every =
                parameters.duration("every", Duration.ofMillis(20), Duration.ofMinutes(1), Duration.ofMillis(250));
        Duration deadline =
                parameters.duration("deadline", Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofSeconds(5));
        return new SchedulingProbe(
                every,
                deadline,
                CanaryClass.read(parameters),
                parameters.word("racks", ANY, List.of(ANY, EACH)).equals(EACH),
                parameters.integer("at-once", 1, MOST_AT_ONCE, usualAtOnce(every, deadline)));
    }

    /** All that a cluster may be late with, and the time that it takes to kill those that were. */
    private static int usualAtOnce(Duration every, Duration deadline) {
        long most = 1 + deadline.multipliedBy(2).plus(KILLING).dividedBy(every);
        return (int) Math.min(MOST_AT_ONCE, most);
    }
}
