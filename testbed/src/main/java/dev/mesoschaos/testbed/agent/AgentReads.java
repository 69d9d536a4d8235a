package dev.mesoschaos.testbed.agent;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.agent.Protos;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response.GetAgent;
import org.apache.mesos.v1.agent.Protos.Response.GetContainers;
import org.apache.mesos.v1.agent.Protos.Response.GetExecutors;
import org.apache.mesos.v1.agent.Protos.Response.GetFrameworks;
import org.apache.mesos.v1.agent.Protos.Response.GetState;
import org.apache.mesos.v1.agent.Protos.Response.GetTasks;

/** The answers to the calls of the agent's API that ask for what is on the agent (mesos-facts 1.5). */
final class AgentReads {

    private final ContainerReads containers;

    AgentReads(ContainerReads containers) {
        this.containers = containers;
    }

    /**
     * Answers a valid call with what its caller may see.
     *
     * @return empty when the call asks for something else
     */
    Optional<Protos.Response.Builder> answer(Call call, AgentSight sight) {
        AgentSnapshot now = sight.visible();
        Protos.Response.Builder answer = Protos.Response.newBuilder();
        switch (call.getType()) {
            case GET_AGENT -> answer.setGetAgent(agent(now));
            case GET_TASKS -> answer.setGetTasks(tasks(now));
            case GET_EXECUTORS -> answer.setGetExecutors(executors(now));
            case GET_FRAMEWORKS -> answer.setGetFrameworks(frameworks(now));
            case GET_STATE -> answer.setGetState(GetState.newBuilder()
                    .setGetTasks(tasks(now))
                    .setGetExecutors(executors(now))
                    .setGetFrameworks(frameworks(now)));
            case GET_CONTAINERS -> {
                List<GetContainers.Container> all =
                        containers.containers(sight.containers(), call.getGetContainers().getShowNested());
                if (!all.isEmpty()) {
                    answer.setGetContainers(GetContainers.newBuilder().addAllContainers(all));
                }
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(answer);
    }

    private static GetAgent.Builder agent(AgentSnapshot now) {
        GetAgent.Builder agent = GetAgent.newBuilder().setAgentInfo(now.info());
        now.draining().ifPresent(drain ->
                agent.setDrainConfig(drain.config()).setEstimatedDrainStartTime(drain.begun()));
        return agent;
    }

    private static GetTasks.Builder tasks(AgentSnapshot now) {
        return GetTasks.newBuilder()
                .addAllQueuedTasks(now.tasks().queued())
                .addAllLaunchedTasks(now.tasks().launched())
                .addAllTerminatedTasks(now.tasks().terminated())
                .addAllCompletedTasks(now.completed());
    }

    private static GetExecutors.Builder executors(AgentSnapshot now) {
        GetExecutors.Builder all = GetExecutors.newBuilder();
        now.executors().forEach(executor -> all.addExecutorsBuilder().setExecutorInfo(executor.info()));
        now.completedExecutors().forEach(executor -> all.addCompletedExecutorsBuilder().setExecutorInfo(executor.info()));
        return all;
    }

    private static GetFrameworks.Builder frameworks(AgentSnapshot now) {
        GetFrameworks.Builder all = GetFrameworks.newBuilder();
        now.frameworks().forEach(framework -> all.addFrameworksBuilder().setFrameworkInfo(framework));
        completedFrameworks(now).forEach(framework -> all.addCompletedFrameworksBuilder().setFrameworkInfo(framework));
        return all;
    }

    /** Those of which only executors that ended are left. */
    static Collection<FrameworkInfo> completedFrameworks(AgentSnapshot now) {
        Map<FrameworkID, FrameworkInfo> completed = new LinkedHashMap<>();
        now.completedExecutors().forEach(executor -> completed.put(executor.framework().getId(), executor.framework()));
        now.frameworks().forEach(framework -> completed.remove(framework.getId()));
        return completed.values();
    }
}
