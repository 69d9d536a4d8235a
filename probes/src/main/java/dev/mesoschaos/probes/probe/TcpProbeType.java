package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.measure.ProbeType;

/** {@code tcp: {app: web, rate: 200/s, timeout: 500ms}}. */
public final class TcpProbeType implements ProbeType {

    private static final double HIGHEST_RATE_PER_SECOND = 5_000;

    @Override
    public String id() {
        return "tcp";
    }

    @Override
    public String measures() {
        return "Whether an app's instances can be reached, by a TCP connection to each in turn at a fixed rate.";
    }

    @Override
    public Probe read(Fields parameters) {
        return new SlaProbe(
                Way.TCP,
                parameters.text("app"),
                HttpProbeType.rate(parameters, HIGHEST_RATE_PER_SECOND),
                HttpProbeType.timeout(parameters));
    }
}
