package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.ContainerProcess;
import dev.mesoschaos.testbed.agent.container.ProcessId;
import dev.mesoschaos.testbed.agent.container.RunDirectory;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Resource;

/**
 * What an executor was at one moment.
 *
 * @param process the first process of its container; empty before its start and after its end
 * @param resources its own and those of its tasks
 * @param containers the containers of its tasks inside its own
 */
record ExecutorSnapshot(
        FrameworkInfo framework,
        ExecutorInfo info,
        AgentExecutor.Kind kind,
        String containerId,
        RunDirectory directory,
        Optional<ProcessId> process,
        List<Resource> resources,
        List<Nested> containers) {

    /** The container of one task of a group. */
    record Nested(String containerId, Optional<ProcessId> process, List<Resource> resources) {}

    /** As whom it runs, which is what ACLs go by (mesos-facts section 8). */
    String user() {
        return info.getCommand().hasUser() ? info.getCommand().getUser() : framework.getUser();
    }

    static ExecutorSnapshot of(AgentExecutor executor) {
        List<Nested> nested = executor.tasks().stream()
                .filter(task -> !task.containerId().equals(executor.containerId()) && task.process().isPresent())
                .map(task -> new Nested(
                        task.containerId(), task.process().map(ContainerProcess::process), task.info().getResourcesList()))
                .toList();
        return new ExecutorSnapshot(
                executor.framework(),
                executor.info(),
                executor.kind(),
                executor.containerId(),
                executor.directory(),
                executor.container().map(ContainerProcess::process),
                executor.resources(),
                nested);
    }
}
