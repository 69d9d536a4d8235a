package dev.mesoschaos.testbed.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TimeInfo;

/**
 * What an agent was at one moment.
 *
 * @param leader {@code ip:port} of the leading master, where known
 * @param tasks those that are not both terminal and acknowledged, by what their executors have to do with them
 * @param completed the newest tasks that are both, oldest first
 * @param ended how many of those there were since the process started, by their last state
 * @param executors those that have not ended
 * @param completedExecutors the newest of those that have, oldest first
 * @param executorsEnded how many of those there were since the process started
 * @param draining what the master said, while it lasts
 */
record AgentSnapshot(
        AgentInfo info,
        boolean recovered,
        boolean registered,
        Optional<String> leader,
        List<FrameworkInfo> frameworks,
        Tasks tasks,
        List<Task> completed,
        Map<TaskState, Long> ended,
        List<ExecutorSnapshot> executors,
        List<ExecutorSnapshot> completedExecutors,
        long executorsEnded,
        Optional<Drain> draining) {

    /**
     * Tasks as operators see them.
     *
     * @param queued not yet handed to their executor
     * @param launched handed over
     * @param terminated ended and not acknowledged
     */
    record Tasks(List<Task> queued, List<Task> launched, List<Task> terminated) {

        /** All of them. */
        List<Task> all() {
            return Stream.of(queued, launched, terminated).flatMap(List::stream).toList();
        }
    }

    /** An order to drain. */
    record Drain(DrainConfig config, TimeInfo begun) {}
}
