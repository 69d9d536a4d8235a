package dev.mesoschaos.scenarios.cluster;

import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A kind of cluster, found by {@link java.util.ServiceLoader}. */
public interface ClusterProvider {

    /** The word after {@code --cluster}, such as {@code local}. */
    String id();

    /**
     * Completes the user's settings for one scenario: where the user has left open in what kind of network it runs, in one
     * in which all of its faults can be done, if there is one.
     *
     * @param faults each fault's mechanisms, each with the capabilities it needs
     * @return the settings, at least
     */
    default Map<String, String> suited(List<List<Set<Capability>>> faults, Map<String, String> settings) {
        return settings;
    }

    /**
     * How the engine's process must be started so that it can reach the cluster and dies with it.
     *
     * @param settings properties of the user, such as {@code cluster.network=proxied}
     * @return a command that runs the command appended to it; empty to run it as it is
     * @throws ClusterException when this machine cannot run such a cluster, saying what to install or allow
     */
    List<String> enclosure(Map<String, String> settings);

    /**
     * Does what is needed only once on a machine, outside of any run, so that no run is slowed by it.
     *
     * @param news hears what is being done, when it takes long
     * @return what lets the engine's process start quicker
     */
    default QuickStart prepare(Map<String, String> settings, Consumer<String> news) {
        return QuickStart.NONE;
    }

    /**
     * What would be missing for some capabilities on this machine with these settings.
     *
     * @return each missing capability with the reason and what to install; empty when nothing is missing
     */
    Map<Capability, String> missing(Set<Capability> needs, Map<String, String> settings);

    /**
     * Why a cluster cannot be like this with these settings, such as for flags that an installed Mesos does not know.
     *
     * @return the reason; empty when nothing is lacking
     */
    default Optional<String> lacking(ClusterSpec spec, Map<String, String> settings) {
        return Optional.empty();
    }

    /**
     * Describes the cluster that {@link #open} would open, for plans. It is not open: it tells names, racks, addresses, flags
     * and how things would be said to it, and has the powers that say something without being asked. Touches nothing.
     */
    Cluster describe(ClusterSpec spec, Set<Capability> needs, Map<String, String> settings);

    /** Opens the cluster, ready: a leader is elected, all agents are registered, first offers are possible. */
    Cluster open(Request request);

    /**
     * Connects to the cluster of an earlier run, to undo what that run left open.
     *
     * @param clusterId as given by {@link Cluster#id()}
     * @return empty when that cluster is gone, and everything on it
     * @throws ClusterException when the run is still going on, or the cluster cannot be reached now
     */
    Optional<Cluster> reopen(String clusterId, Map<String, String> settings);

    /**
     * What is asked for.
     *
     * @param needs what the scenario's faults will use
     * @param settings properties of the user
     * @param directory of the run; logs go below it, and everything else that must not outlive the cluster into its
     *     {@code work} directory
     * @param recorder where to note what the cluster does by itself, such as a daemon that was started again
     */
    record Request(
            ClusterSpec spec,
            Set<Capability> needs,
            Map<String, String> settings,
            Path directory,
            Recorder recorder) {
        public Request {
            needs = Set.copyOf(needs);
            settings = Map.copyOf(settings);
        }
    }
}
