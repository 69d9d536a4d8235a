package dev.mesoschaos.clusters.local;

import dev.mesoschaos.mesosclient.AgentClient;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.TaskExecutors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.master.Protos.Response.GetTasks;

/** Executors, asked for at their agents and at the leading master. */
record LiveExecutors(Layout layout, MesosHttp http, OperatorClient masters) implements TaskExecutors {

    @Override
    public List<Running> on(String host) {
        HostPlan plan = layout.host(host);
        try {
            return new AgentClient(http, new MasterAddress(plan.address(), plan.host().service().port()))
                    .containers(false, false).stream()
                            .filter(container -> container.getContainerStatus().getExecutorPid() > 0)
                            .map(container -> new Running(
                                    container.getExecutorId().getValue(),
                                    container.getContainerStatus().getExecutorPid()))
                            .toList();
        } catch (MesosException e) {
            throw new ClusterException("the agent of " + host + " does not tell its executors: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> state(String task) {
        try {
            GetTasks tasks = masters.tasks();
            return Stream.of(tasks.getTasksList(), tasks.getUnreachableTasksList(), tasks.getCompletedTasksList())
                    .flatMap(List::stream)
                    .filter(known -> known.getTaskId().getValue().equals(task))
                    .map(Task::getState)
                    .map(Enum::name)
                    .findFirst();
        } catch (MesosException e) {
            throw new ClusterException("the leading master does not tell its tasks: " + e.getMessage(), e);
        }
    }
}
