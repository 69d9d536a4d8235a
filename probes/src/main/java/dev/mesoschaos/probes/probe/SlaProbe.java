package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.workload.Workload;
import java.time.Duration;

/**
 * Asks the instances of an app as its users would.
 *
 * @param way how each question is put
 * @param app whose instances are asked in turn
 * @param rate questions a second
 * @param timeout of one question, from when it is sent to the end of its answer
 */
record SlaProbe(Way way, String app, double rate, Duration timeout) implements Probe {

    @Override
    public Running start(RunContext context, Workload workload) {
        return new SlaLoad(this, context, workload);
    }
}
