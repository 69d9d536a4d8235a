package dev.mesoschaos.testbed.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Which tasks the testbed's agent can run, and what they find in their environment. */
final class CommandTasks {

    private CommandTasks() {}

    /** Why a task cannot be run here; a part that was ignored in silence would falsify what is measured with it. */
    static Optional<String> refusal(TaskInfo task) {
        if (!task.hasCommand()) {
            return Optional.of("the testbed's agent runs command tasks only, this one has an executor of its own");
        }
        if (task.hasContainer()) {
            return Optional.of("the testbed's agent has no container images, leave 'container' out");
        }
        if (task.getCommand().getUrisCount() > 0) {
            return Optional.of("the testbed's agent fetches no URIs, name files that are on the host");
        }
        if (task.hasHealthCheck() || task.hasCheck()) {
            return Optional.of("the testbed's agent runs no health checks, leave 'health_check' and 'check' out");
        }
        return Optional.empty();
    }

    /** The variables of the command, then those that Mesos sets. */
    static Map<String, String> environment(AgentTask task, AgentID agent, String ip) {
        Map<String, String> environment = new HashMap<>();
        for (Environment.Variable variable : task.command().getEnvironment().getVariablesList()) {
            environment.put(variable.getName(), variable.getValue());
        }
        String sandbox = task.directory().sandbox().toString();
        environment.put("MESOS_SANDBOX", sandbox);
        environment.put("MESOS_DIRECTORY", sandbox);
        environment.put("MESOS_TASK_ID", task.info().getTaskId().getValue());
        environment.put("MESOS_EXECUTOR_ID", task.info().getTaskId().getValue());
        environment.put("MESOS_AGENT_ID", agent.getValue());
        environment.put("MESOS_FRAMEWORK_ID", task.framework().getId().getValue());
        environment.put("LIBPROCESS_IP", ip);
        environment.put("HOST", ip);
        return environment;
    }
}
