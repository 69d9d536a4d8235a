package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.flags.MesosDuration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;

/** The variables that executors and tasks find: those of the command, then those that Mesos sets. */
final class ExecutorEnvironment {

    private static final Duration LONGEST_SUBSCRIPTION_BACKOFF = Duration.ofSeconds(2);

    private ExecutorEnvironment() {}

    static Map<String, String> of(AgentExecutor executor, CommandInfo command, AgentID agent, HostSettings settings) {
        Map<String, String> environment = new HashMap<>();
        addCommand(command, environment);
        String sandbox = executor.directory().sandbox().toString();
        boolean checkpoints = executor.framework().getCheckpoint();
        environment.put("MESOS_SANDBOX", sandbox);
        environment.put("MESOS_DIRECTORY", sandbox);
        environment.put("MESOS_EXECUTOR_ID", executor.info().getExecutorId().getValue());
        environment.put("MESOS_AGENT_ID", agent.getValue());
        environment.put("MESOS_SLAVE_ID", agent.getValue());
        environment.put("MESOS_FRAMEWORK_ID", executor.framework().getId().getValue());
        environment.put("MESOS_AGENT_ENDPOINT", settings.ip() + ":" + settings.port());
        environment.put("MESOS_SLAVE_PID", "slave(1)@" + settings.ip() + ":" + settings.port());
        environment.put("MESOS_CHECKPOINT", checkpoints ? "1" : "0");
        environment.put("MESOS_HTTP_COMMAND_EXECUTOR", settings.killPolicyReachesCommands() ? "1" : "0");
        environment.put("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", MesosDuration.format(grace(executor, settings)));
        if (checkpoints) {
            environment.put("MESOS_RECOVERY_TIMEOUT", MesosDuration.format(settings.recovery()));
            environment.put("MESOS_SUBSCRIPTION_BACKOFF_MAX", MesosDuration.format(LONGEST_SUBSCRIPTION_BACKOFF));
        }
        environment.put("LIBPROCESS_IP", settings.ip());
        environment.put("LIBPROCESS_PORT", "0");
        environment.put("HOST", settings.ip());
        return environment;
    }

    /** Those of a task of a built-in executor. */
    static Map<String, String> of(AgentTask task, AgentID agent, HostSettings settings) {
        Map<String, String> environment = new HashMap<>();
        addCommand(task.executor().info().getCommand(), environment);
        environment.putAll(of(task.executor(), task.info().getCommand(), agent, settings));
        environment.put("MESOS_SANDBOX", task.directory().sandbox().toString());
        environment.put("MESOS_TASK_ID", task.info().getTaskId().getValue());
        return environment;
    }

    /** How long the executor may take to end. */
    static Duration grace(AgentExecutor executor, HostSettings settings) {
        return executor.info().hasShutdownGracePeriod()
                ? Duration.ofNanos(executor.info().getShutdownGracePeriod().getNanoseconds())
                : settings.shutdownGrace();
    }

    private static void addCommand(CommandInfo command, Map<String, String> environment) {
        for (Environment.Variable variable : command.getEnvironment().getVariablesList()) {
            environment.put(variable.getName(), variable.getValue());
        }
    }
}
