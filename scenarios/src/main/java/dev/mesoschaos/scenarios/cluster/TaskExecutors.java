package dev.mesoschaos.scenarios.cluster;

import java.util.List;
import java.util.Optional;

/** The executors of tasks, by the word of Mesos. */
public interface TaskExecutors {

    /**
     * The executors that the agent of a host runs now.
     *
     * @throws ClusterException when the agent does not answer
     */
    List<Running> on(String host);

    /**
     * The state in which the leading master has a task, such as {@code TASK_FAILED}; empty when it does not know it.
     *
     * @throws ClusterException when no master answers
     */
    Optional<String> state(String task);

    /**
     * An executor.
     *
     * @param id of the executor; that of a command's own executor is its task's
     * @param pid of its first process, as processes of the host see it
     */
    record Running(String id, long pid) {}
}
