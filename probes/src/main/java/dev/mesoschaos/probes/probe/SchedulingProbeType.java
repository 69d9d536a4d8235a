package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.measure.ProbeType;
import java.time.Duration;

/** {@code scheduling: {every: 250ms, deadline: 5s}}. */
public final class SchedulingProbeType implements ProbeType {

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
        return new SchedulingProbe(
                parameters.duration("every", Duration.ofMillis(20), Duration.ofMinutes(1), Duration.ofMillis(250)),
                parameters.duration("deadline", Duration.ofMillis(100), Duration.ofMinutes(10), Duration.ofSeconds(5)),
                parameters.number("cpus", 0.01, 64, 0.01),
                parameters.number("mem", 1, 65_536, 8));
    }
}
