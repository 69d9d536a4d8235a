package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.ResourceStatistics;

/** How containers are kept to what they asked for, and how it is known what they use (mesos-facts section 10). */
public interface Isolation {

    /**
     * Makes room for a container.
     *
     * @return the directories of the cgroups that its first process joins
     * @throws IOException when its limits cannot be set
     */
    List<Path> prepare(String containerId, Limits limits) throws IOException;

    /**
     * Changes the limits of a running container; a hard limit of memory is never lowered.
     *
     * @throws IOException when they cannot be set
     */
    void update(String containerId, Limits limits) throws IOException;

    /** Adds what the container uses, and its limits where there are any, to {@code statistics}. */
    void usage(String containerId, ProcessId first, ResourceStatistics.Builder statistics);

    /** The limit that the container went over, if it did. */
    Optional<Limitation> limitation(String containerId);

    /** Kills whatever is left of a container and forgets it; false while that is not done and must be asked again. */
    boolean destroy(String containerId);

    /** Destroys what an earlier process of this agent left, except these containers. */
    void recover(Set<String> containerIds);
}
