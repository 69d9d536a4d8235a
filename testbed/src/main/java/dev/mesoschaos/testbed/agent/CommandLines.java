package dev.mesoschaos.testbed.agent;

import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Value;

/** Commands as processes, and the executor that real agents make for a command task. */
final class CommandLines {

    /** What the container of a default executor runs beside its tasks: nothing, for as long as it takes. */
    static final List<String> DEFAULT_EXECUTOR = List.of("sh", "-c", "while :; do sleep 3600; done", "mesos-default-executor");

    private static final int LONGEST_SHOWN = 15;
    private static final int SHOWN = 12;
    private static final double OVERHEAD_CPUS = 0.1;
    private static final double OVERHEAD_MEM_MB = 32;

    private CommandLines() {}

    static List<String> of(CommandInfo command) {
        if (command.getShell()) {
            return List.of("sh", "-c", command.getValue());
        }
        List<String> line = new ArrayList<>(List.of(command.getValue()));
        line.addAll(command.getArgumentsList().stream().skip(1).toList());
        return line;
    }

    /** Its limits are those of the task and a little of its own (mesos-facts section 10). */
    @SuppressWarnings("deprecation") // Real agents still set the source.
    static ExecutorInfo commandExecutor(TaskInfo task, FrameworkID framework, String launcherDir) {
        ExecutorInfo.Builder executor = ExecutorInfo.newBuilder()
                .setExecutorId(ExecutorID.newBuilder().setValue(task.getTaskId().getValue()))
                .setFrameworkId(framework)
                .setCommand(CommandInfo.newBuilder()
                        .setShell(false)
                        .setValue(launcherDir + "/mesos-executor")
                        .addArguments("mesos-executor")
                        .addArguments("--launcher_dir=" + launcherDir))
                .addResources(overhead("cpus", OVERHEAD_CPUS, task))
                .addResources(overhead("mem", OVERHEAD_MEM_MB, task))
                .setName("Command Executor (Task: " + task.getTaskId().getValue() + ") (Command: "
                        + shown(task.getCommand()) + ")")
                .setSource(task.getTaskId().getValue());
        if (task.getCommand().hasUser()) {
            executor.getCommandBuilder().setUser(task.getCommand().getUser());
        }
        if (task.hasLabels()) {
            executor.setLabels(task.getLabels());
        }
        return executor.build();
    }

    private static Resource overhead(String name, double amount, TaskInfo task) {
        Resource.Builder resource = Resource.newBuilder()
                .setName(name)
                .setType(Value.Type.SCALAR)
                .setScalar(Value.Scalar.newBuilder().setValue(amount));
        if (task.getResourcesCount() > 0 && task.getResources(0).hasAllocationInfo()) {
            resource.setAllocationInfo(task.getResources(0).getAllocationInfo());
        }
        return resource.build();
    }

    private static String shown(CommandInfo command) {
        if (command.getShell()) {
            return "sh -c '" + shortened(command.getValue()) + "'";
        }
        return shortened(command.getValue() + " " + String.join(" ", command.getArgumentsList()));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
