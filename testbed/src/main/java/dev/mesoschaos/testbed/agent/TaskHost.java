package dev.mesoschaos.testbed.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.AgentID;

/** What this host gives a task: a place for its files, a process, and an address. */
final class TaskHost {

    private final Path workDir;
    private final String ip;
    private final TaskLifeline checkpointed;
    private final Supplier<UUID> uuids;

    /**
     * A host whose tasks live below {@code workDir}.
     *
     * @param ip told to the tasks as their address
     * @param checkpointed what tasks that outlive the agent must still not outlive
     */
    TaskHost(Path workDir, String ip, TaskLifeline checkpointed, Supplier<UUID> uuids) {
        this.workDir = workDir.toAbsolutePath();
        this.ip = ip;
        this.checkpointed = checkpointed;
        this.uuids = uuids;
    }

    String newContainerId() {
        return uuids.get().toString();
    }

    RunDirectory directory(AgentID agent, TaskKey key, String containerId) {
        return RunDirectory.of(workDir, agent, key, containerId);
    }

    /** Where the task is recorded; empty when it is not to outlive the agent's process. */
    Optional<TaskCheckpoint> checkpoint(AgentTask task) {
        return task.checkpoints() ? Optional.of(new TaskCheckpoint(task.directory().meta())) : Optional.empty();
    }

    /** Deletes what was recorded of the task; its sandbox stays to be read. */
    void forget(AgentTask task) {
        new TaskCheckpoint(task.directory().meta()).remove();
    }

    /**
     * Starts the task's executor.
     *
     * @throws IOException when it does not start
     */
    void start(AgentTask task, AgentID agent) throws IOException {
        checkpoint(task).ifPresent(checkpoint -> checkpoint.launch(task.framework(), task.info()));
        CommandExecutor executor = CommandExecutor.start(
                task.command(),
                CommandTasks.environment(task, agent, ip),
                task.directory(),
                task.checkpoints() ? checkpointed : TaskLifeline.AGENT);
        task.runsIn(executor);
        checkpoint(task).ifPresent(checkpoint -> checkpoint.process(executor.process()));
    }
}
