package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.workload.Workload;
import java.time.Duration;

/**
 * Sends requests to the instances of an app as its users would.
 *
 * @param app whose instances are asked in turn
 * @param rate requests a second
 * @param timeout of one request, from its sending to the end of its answer
 */
record HttpProbe(String app, double rate, Duration timeout) implements Probe {

    @Override
    public Running start(RunContext context, Workload workload) {
        return new HttpLoad(this, context, workload);
    }
}
