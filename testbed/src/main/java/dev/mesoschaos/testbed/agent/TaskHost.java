package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.ContainerProcess;
import dev.mesoschaos.testbed.agent.container.DiskUsage;
import dev.mesoschaos.testbed.agent.container.Fetcher;
import dev.mesoschaos.testbed.agent.container.Isolation;
import dev.mesoschaos.testbed.agent.container.Launch;
import dev.mesoschaos.testbed.agent.container.RunAs;
import dev.mesoschaos.testbed.agent.container.RunDirectory;
import dev.mesoschaos.testbed.agent.container.TaskLifeline;
import dev.mesoschaos.testbed.agent.health.Prober;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Resource;

/** What this host gives executors and tasks: places for their files, containers with limits, and an address. */
final class TaskHost {

    private final HostSettings settings;
    private final TaskLifeline checkpointed;
    private final Supplier<UUID> uuids;
    private final Isolation isolation;
    private final DiskUsage disk;
    private final Executor background;
    private final Fetcher fetcher = new Fetcher();
    private final Prober prober;

    /**
     * A host whose tasks live below the work directory of {@code settings}.
     *
     * @param checkpointed what tasks that outlive the agent must still not outlive
     * @param background where downloads and checks are waited for
     */
    TaskHost(
            HostSettings settings,
            TaskLifeline checkpointed,
            Supplier<UUID> uuids,
            Isolation isolation,
            DiskUsage disk,
            Executor background) {
        this.settings = settings;
        this.checkpointed = checkpointed;
        this.uuids = uuids;
        this.isolation = isolation;
        this.disk = disk;
        this.background = background;
        this.prober = new Prober(background);
    }

    HostSettings settings() {
        return settings;
    }

    Isolation isolation() {
        return isolation;
    }

    DiskUsage disk() {
        return disk;
    }

    Prober prober() {
        return prober;
    }

    Executor background() {
        return background;
    }

    /** A name that nothing else has: of a container or of a task group. */
    String newId() {
        return uuids.get().toString();
    }

    RunDirectory directory(AgentID agent, ExecutorKey key, String containerId) {
        return RunDirectory.of(settings.workDir(), agent, key.framework(), key.executor(), containerId);
    }

    /**
     * Makes a sandbox and brings a command's URIs there; done at once when it has none.
     *
     * @return fails with an IOException's message when one cannot be had
     */
    CompletableFuture<Void> furnish(RunDirectory directory, CommandInfo command) {
        try {
            directory.create();
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (command.getUrisCount() == 0) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> {
            try {
                fetcher.fetch(command.getUrisList(), directory.sandbox());
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }, background);
    }

    /**
     * Starts the container of an executor.
     *
     * @param line the program and its arguments
     * @throws IOException when it does not start
     */
    ContainerProcess start(AgentExecutor executor, CommandInfo command, List<String> line, Map<String, String> environment)
            throws IOException {
        Optional<ExecutorCheckpoint> record = checkpoint(executor);
        record.ifPresent(checkpoint -> checkpoint.launch(executor));
        List<Path> cgroups = isolation.prepare(executor.containerId(), executor.limits());
        ContainerProcess container = start(executor, executor.directory(), command, line, environment, cgroups);
        record.ifPresent(checkpoint -> checkpoint.process(container.process()));
        return container;
    }

    /**
     * Starts a task's container inside that of its executor.
     *
     * @throws IOException when it does not start
     */
    ContainerProcess start(AgentTask task, List<String> line, Map<String, String> environment) throws IOException {
        List<Path> cgroups = isolation.prepare(task.executor().containerId(), task.executor().limits());
        return start(task.executor(), task.directory(), task.info().getCommand(), line, environment, cgroups);
    }

    private ContainerProcess start(
            AgentExecutor executor,
            RunDirectory directory,
            CommandInfo command,
            List<String> line,
            Map<String, String> environment,
            List<Path> cgroups)
            throws IOException {
        linkVolumes(executor, directory);
        RunAs user = RunAs.of(command, executor.framework());
        user.own(directory.sandbox());
        TaskLifeline lifeline = executor.framework().getCheckpoint() ? checkpointed : TaskLifeline.AGENT;
        return ContainerProcess.start(new Launch(user.command(line), environment, directory, lifeline, cgroups));
    }

    /** Persistent volumes are links in the sandbox, as without a root file system of its own they are on real agents. */
    private void linkVolumes(AgentExecutor executor, RunDirectory directory) throws IOException {
        for (Resource volume : executor.resources()) {
            Path link = directory.sandbox().resolve(volume.getDisk().getVolume().getContainerPath()).normalize();
            if (volume.getDisk().hasPersistence() && link.startsWith(directory.sandbox()) && Files.notExists(link)) {
                Files.createDirectories(link.getParent());
                Files.createSymbolicLink(link, AgentResources.directory(settings.workDir(), volume));
            }
        }
    }

    /** Where an executor is recorded; empty when it is not to outlive the agent's process. */
    Optional<ExecutorCheckpoint> checkpoint(AgentExecutor executor) {
        return executor.framework().getCheckpoint()
                ? Optional.of(new ExecutorCheckpoint(executor.directory().meta()))
                : Optional.empty();
    }

    /** Where a task is recorded; empty when it is not to outlive the agent's process. */
    Optional<TaskCheckpoint> checkpoint(AgentTask task) {
        return task.checkpoints() ? Optional.of(TaskCheckpoint.of(task)) : Optional.empty();
    }

    /** Deletes what was recorded of a run that is over; its sandbox stays to be read. */
    void forget(AgentExecutor executor) {
        new ExecutorCheckpoint(executor.directory().meta()).remove();
    }
}
