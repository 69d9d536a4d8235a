package dev.mesoschaos.scenarios.workload;

import dev.mesoschaos.scenarios.cluster.Address;
import java.util.List;
import java.util.Optional;

/** Apps that are kept running, and a way to ask for one task more. Records all it sees in the journal. */
public interface Workload extends AutoCloseable {

    /** Instances of an app that users would be sent to now: running as far as the framework knows. */
    List<Endpoint> endpoints(String app);

    /**
     * What is not as it should be now, one sentence each: instances that do not run, that run as Mesos says but give no
     * sign of life, or that run twice, and agents that the master holds for lost. Empty in a steady state.
     */
    List<String> unsettled();

    /**
     * Asks the cluster to run one small task for a scheduling canary, and records what became of it as a
     * {@code canary} event, whether it ran or not.
     */
    void launchCanary(CanaryRequest request);

    /** Power over what is deployed; empty where apps are what they were at the start. */
    default Optional<Deployments> deployments() {
        return Optional.empty();
    }

    /** Stops all tasks and leaves the cluster. */
    @Override
    void close();

    /**
     * A place to send a request to.
     *
     * @param task the task that answers there
     * @param host the host it runs on
     * @param address as this process must dial it
     */
    record Endpoint(String task, String host, Address address) {}
}
