package dev.mesoschaos.scenarios.fault;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.workload.Deployments;
import java.util.Optional;

/** What a fault may touch. */
public interface FaultContext {

    /** The cluster under test. */
    Cluster cluster();

    /** The run's clock. */
    Clock clock();

    /** Where gauges of the fault go. */
    Recorder recorder();

    /**
     * A power the plan relies on.
     *
     * @throws ClusterException when the cluster does not have it
     */
    default <T> T power(Class<T> type) {
        return cluster()
                .power(type)
                .orElseThrow(() -> new ClusterException("this cluster has no " + type.getSimpleName()
                        + ": the plan was made for another one"));
    }

    /** What is deployed on the cluster by this run; empty in a new process, which has no workload. */
    Optional<Deployments> deployments();

    /** Keeps something that lives in this process, such as a load, until the undo of this injection takes it. */
    void keep(AutoCloseable live);

    /** What this injection kept, once; empty in a new process. */
    Optional<AutoCloseable> take();

    /** What this injection kept, left where it is. */
    Optional<AutoCloseable> kept();
}
