package dev.mesoschaos.scenarios.measure;

import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.workload.Workload;

/** A measurement that goes on from before the steady state to after the recovery, and never stops at a failure. */
public interface Probe {

    /** Starts measuring into the journal of the run. */
    Running start(RunContext context, Workload workload);

    /** A probe at work. Closing it waits for what is under way and records it. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }
}
