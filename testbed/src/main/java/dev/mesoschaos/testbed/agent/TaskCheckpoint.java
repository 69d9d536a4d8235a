package dev.mesoschaos.testbed.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** One run of a task in the {@code meta} tree, so that the next process of this agent can go on with it. */
final class TaskCheckpoint {

    private static final String FRAMEWORK = "framework.info";
    private static final String TASK = "task.info";
    private static final String PROCESS = "executor.pid";
    private static final String UPDATES = "task.updates";
    private static final String ACKNOWLEDGED = "task.acknowledged";
    private static final String KILL = "task.kill";

    private final Path directory;

    TaskCheckpoint(Path directory) {
        this.directory = directory;
    }

    /** Written before the task starts; without a process beside it the task never ran. */
    void launch(FrameworkInfo framework, TaskInfo task) {
        write(FRAMEWORK, framework.toByteArray());
        write(TASK, task.toByteArray());
    }

    void process(ProcessId process) {
        write(PROCESS, process.toString().getBytes(StandardCharsets.US_ASCII));
    }

    void kill() {
        write(KILL, new byte[0]);
    }

    /** All updates ever made, and how many of them, from the oldest, are acknowledged. */
    void updates(List<TaskStatus> statuses, int acknowledged) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (TaskStatus status : statuses) {
                status.writeDelimitedTo(all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(UPDATES, all.toByteArray());
        write(ACKNOWLEDGED, Integer.toString(acknowledged).getBytes(StandardCharsets.US_ASCII));
    }

    /** The run is over and everybody knows. */
    void remove() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory + "; is it writable?", e);
        }
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
            try (Stream<Path> files = Files.walk(root)) {
                for (Path run : files.filter(TaskCheckpoint::isRun).toList()) {
                    TaskCheckpoint checkpoint = new TaskCheckpoint(run);
                    Optional<Recovered> recovered = checkpoint.read().filter(task -> !task.isOver());
                    recovered.ifPresentOrElse(found::add, checkpoint::remove);
                }
            }
        }
        return found;
    }

    private static boolean isRun(Path directory) {
        return Files.isDirectory(directory) && directory.getParent().endsWith("runs");
    }

    /** What an earlier process of this agent left here; empty when it was not to be recovered. */
    Optional<Recovered> read() throws IOException {
        if (!Files.exists(directory.resolve(TASK))) {
            return Optional.empty();
        }
        return Optional.of(new Recovered(
                FrameworkInfo.parseFrom(bytes(FRAMEWORK)),
                TaskInfo.parseFrom(bytes(TASK)),
                directory.getFileName().toString(),
                text(PROCESS).map(ProcessId::parse),
                Files.exists(directory.resolve(KILL)),
                statuses(),
                text(ACKNOWLEDGED).map(Integer::parseInt).orElse(0)));
    }

    private List<TaskStatus> statuses() throws IOException {
        List<TaskStatus> statuses = new ArrayList<>();
        if (Files.exists(directory.resolve(UPDATES))) {
            try (InputStream in = Files.newInputStream(directory.resolve(UPDATES))) {
                for (TaskStatus status; (status = TaskStatus.parseDelimitedFrom(in)) != null; ) {
                    statuses.add(status);
                }
            }
        }
        return statuses;
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    private Optional<String> text(String name) throws IOException {
        Path file = directory.resolve(name);
        return Files.exists(file) ? Optional.of(Files.readString(file, StandardCharsets.US_ASCII)) : Optional.empty();
    }

    private void write(String name, byte[] content) {
        try {
            AtomicFile.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot checkpoint to " + directory + "; is there room and is it writable?", e);
        }
    }

    /**
     * A task as it was when the agent's process ended.
     *
     * @param process its executor; empty when the agent ended before it knew
     * @param killed whether it was being killed
     * @param acknowledged how many of {@code statuses}, from the oldest, need no more sending
     */
    record Recovered(
            FrameworkInfo framework,
            TaskInfo task,
            String containerId,
            Optional<ProcessId> process,
            boolean killed,
            List<TaskStatus> statuses,
            int acknowledged) {

        boolean isOver() {
            return acknowledged == statuses.size()
                    && !statuses.isEmpty()
                    && TaskStates.isTerminal(statuses.getLast().getState());
        }
    }
}
