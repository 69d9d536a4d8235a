package dev.mesoschaos.testbed.v0;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks.Framework;

/** {@code /state-summary}: agents and frameworks with counts of the tasks of frameworks that are. */
public final class V0Summary {

    private static final List<TaskState> COUNTED = List.of(
            TaskState.TASK_STAGING,
            TaskState.TASK_STARTING,
            TaskState.TASK_RUNNING,
            TaskState.TASK_KILLING,
            TaskState.TASK_FINISHED,
            TaskState.TASK_KILLED,
            TaskState.TASK_FAILED,
            TaskState.TASK_LOST,
            TaskState.TASK_ERROR,
            TaskState.TASK_UNREACHABLE);

    private final List<Task> tasks;

    private V0Summary(List<Task> tasks) {
        this.tasks = tasks;
    }

    /** The whole document. */
    public static void document(JsonGenerator out, String hostname, V0Cluster cluster) throws IOException {
        Set<FrameworkID> live = cluster.state().getGetFrameworks().getFrameworksList().stream()
                .map(framework -> framework.getFrameworkInfo().getId())
                .collect(Collectors.toSet());
        V0Summary summary = new V0Summary(
                cluster.all().filter(task -> live.contains(task.getFrameworkId())).toList());
        out.writeStartObject();
        out.writeStringField("hostname", hostname);
        V0Json.list(out, "slaves", cluster.state().getGetAgents().getAgentsList(), summary::agent);
        V0Json.list(out, "frameworks", cluster.state().getGetFrameworks().getFrameworksList(), summary::framework);
        out.writeEndObject();
    }

    private void agent(JsonGenerator out, Agent agent) throws IOException {
        out.writeStartObject();
        V0Slaves.fields(out, agent);
        counts(
                out,
                tasks.stream().filter(task -> task.getAgentId().equals(agent.getAgentInfo().getId())).toList(),
                "framework_ids",
                task -> task.getFrameworkId().getValue());
        out.writeEndObject();
    }

    private void framework(JsonGenerator out, Framework framework) throws IOException {
        out.writeStartObject();
        V0Frameworks.summary(out, framework);
        counts(
                out,
                tasks.stream()
                        .filter(task -> task.getFrameworkId().equals(framework.getFrameworkInfo().getId()))
                        .toList(),
                "slave_ids",
                task -> task.getAgentId().getValue());
        out.writeEndObject();
    }

    private static void counts(JsonGenerator out, List<Task> tasks, String partners, Function<Task, String> partner)
            throws IOException {
        for (TaskState state : COUNTED) {
            out.writeNumberField(state.name(), V0Cluster.count(tasks.stream(), state));
        }
        V0Json.list(out, partners, tasks.stream().map(partner).distinct().toList(), JsonGenerator::writeString);
    }
}
