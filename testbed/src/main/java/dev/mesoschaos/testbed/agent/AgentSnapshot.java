package dev.mesoschaos.testbed.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;

/**
 * What an agent was at one moment.
 *
 * @param leader {@code ip:port} of the leading master, where known
 * @param tasks those that are not both terminal and acknowledged
 * @param completed the newest ones of those that are, oldest first
 * @param ended how many of those there were since the process started, by their last state
 */
record AgentSnapshot(
        AgentInfo info,
        boolean recovered,
        boolean registered,
        Optional<String> leader,
        List<FrameworkInfo> frameworks,
        List<Task> tasks,
        List<Task> completed,
        Map<TaskState, Long> ended) {}
