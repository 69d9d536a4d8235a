package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.ProcessId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/** One run of an executor in the {@code meta} tree, so that the next process of this agent can go on with it. */
final class ExecutorCheckpoint {

    private static final String FRAMEWORK = "framework.info";
    private static final String EXECUTOR = "executor.info";
    private static final String KIND = "executor.kind";
    private static final String PROCESS = "executor.pid";
    private static final int RUNS_DEPTH = 5;

    private final Path directory;
    private final RunRecord record;

    ExecutorCheckpoint(Path directory) {
        this.directory = directory;
        this.record = new RunRecord(directory);
    }

    /** Written before the executor starts; without a process beside it, it never ran. */
    void launch(AgentExecutor executor) {
        record.write(KIND, executor.kind().name());
        record.write(EXECUTOR, executor.info().toByteArray());
        record.write(FRAMEWORK, executor.framework().toByteArray());
    }

    void process(ProcessId process) {
        record.write(PROCESS, process.toString());
    }

    /** The run is over and everybody knows. */
    void remove() {
        record.remove();
    }

    /**
     * All runs that earlier processes of this agent recorded; what they did not mean to be recovered is deleted.
     *
     * @throws IOException when the {@code meta} tree cannot be read
     */
    static List<Recovered> readAll(Path workDir, AgentID agent) throws IOException {
        Path root = workDir.resolve("meta").resolve("slaves").resolve(agent.getValue());
        List<Recovered> found = new ArrayList<>();
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root, RUNS_DEPTH + 1)) {
                for (Path run : files.filter(ExecutorCheckpoint::isRun).toList()) {
                    ExecutorCheckpoint checkpoint = new ExecutorCheckpoint(run);
                    Optional<Recovered> recovered = checkpoint.read().filter(Recovered::isToBeLookedAfter);
                    recovered.ifPresentOrElse(found::add, checkpoint::remove);
                }
            }
        }
        return found;
    }

    private static boolean isRun(Path directory) {
        return Files.isDirectory(directory) && directory.getParent().endsWith("runs");
    }

    private Optional<Recovered> read() throws IOException {
        if (!record.has(FRAMEWORK)) {
            return Optional.empty();
        }
        return Optional.of(new Recovered(
                FrameworkInfo.parseFrom(record.bytes(FRAMEWORK)),
                ExecutorInfo.parseFrom(record.bytes(EXECUTOR)),
                AgentExecutor.Kind.valueOf(record.text(KIND).orElseThrow()),
                record.name(),
                record.text(PROCESS).map(ProcessId::parse),
                tasks()));
    }

    private List<TaskCheckpoint.Recovered> tasks() throws IOException {
        Path tasks = directory.resolve("tasks");
        if (!Files.exists(tasks)) {
            return List.of();
        }
        List<TaskCheckpoint.Recovered> found = new ArrayList<>();
        try (Stream<Path> directories = Files.list(tasks)) {
            for (Path task : directories.toList()) {
                new TaskCheckpoint(task).read().filter(recovered -> !recovered.isOver()).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * An executor as it was when the agent's process ended.
     *
     * @param process the first process of its container; empty when the agent ended before it knew
     * @param tasks those whose end was not both reached and acknowledged
     */
    record Recovered(
            FrameworkInfo framework,
            ExecutorInfo info,
            AgentExecutor.Kind kind,
            String containerId,
            Optional<ProcessId> process,
            List<TaskCheckpoint.Recovered> tasks) {

        /** The same after the machine was booted again: whatever has these process numbers now is something else. */
        Recovered afterReboot() {
            return new Recovered(framework, info, kind, containerId, process.map(ProcessId::afterReboot),
                    tasks.stream().map(TaskCheckpoint.Recovered::afterReboot).toList());
        }

        boolean isToBeLookedAfter() {
            return !tasks.isEmpty() || process.filter(ProcessId::isAlive).isPresent();
        }
    }
}
