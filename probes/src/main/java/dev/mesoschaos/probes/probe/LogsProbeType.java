package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.measure.ProbeType;

/** {@code logs: {}}. */
public final class LogsProbeType implements ProbeType {

    @Override
    public String id() {
        return "logs";
    }

    @Override
    public String measures() {
        return "Whether any process says that it broke, by reading at the end the logs that the run has collected.";
    }

    @Override
    public Probe read(Fields parameters) {
        return (context, workload) -> () -> context.recorder().record(
                Logs.read(context.directory().resolve("logs"), context.clock().now()));
    }
}
