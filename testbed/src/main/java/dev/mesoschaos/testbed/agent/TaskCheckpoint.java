package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.ProcessId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;

/** One task in the {@code meta} tree, so that the next process of this agent can go on with it. */
final class TaskCheckpoint {

    private static final String TASK = "task.info";
    private static final String CONTAINER = "task.container";
    private static final String GROUP = "task.group";
    private static final String PROCESS = "task.process";
    private static final String UPDATES = "task.updates";
    private static final String ACKNOWLEDGED = "task.acknowledged";
    private static final String KILL = "task.kill";

    private final RunRecord record;

    TaskCheckpoint(Path directory) {
        this.record = new RunRecord(directory);
    }

    /** Where this task is recorded. */
    static TaskCheckpoint of(AgentTask task) {
        return new TaskCheckpoint(task.executor().directory().task(task.info().getTaskId()));
    }

    /** Written before the task starts; without a process beside it the task never ran. */
    void launch(AgentTask task) {
        record.write(CONTAINER, task.containerId());
        task.group().ifPresent(group -> record.write(GROUP, group));
        record.write(TASK, task.info().toByteArray());
    }

    void process(ProcessId process) {
        record.write(PROCESS, process.toString());
    }

    void kill(KillCause cause) {
        record.write(KILL, cause.name());
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
        record.write(UPDATES, all.toByteArray());
        record.write(ACKNOWLEDGED, Integer.toString(acknowledged));
    }

    /** The task's end is reached and everybody knows. */
    void remove() {
        record.remove();
    }

    /** What an earlier process of this agent left here; empty when it left nothing whole. */
    Optional<Recovered> read() throws IOException {
        if (!record.has(TASK)) {
            return Optional.empty();
        }
        return Optional.of(new Recovered(
                TaskInfo.parseFrom(record.bytes(TASK)),
                record.text(CONTAINER).orElse(""),
                record.text(GROUP),
                record.text(PROCESS).map(ProcessId::parse),
                record.text(KILL).map(KillCause::valueOf),
                statuses(),
                record.text(ACKNOWLEDGED).map(Integer::parseInt).orElse(0)));
    }

    private List<TaskStatus> statuses() throws IOException {
        List<TaskStatus> statuses = new ArrayList<>();
        if (record.has(UPDATES)) {
            InputStream in = new ByteArrayInputStream(record.bytes(UPDATES));
            for (TaskStatus status; (status = TaskStatus.parseDelimitedFrom(in)) != null; ) {
                statuses.add(status);
            }
        }
        return statuses;
    }

    /**
     * A task as it was when the agent's process ended.
     *
     * @param process its own process; empty when it has none or the agent ended before it knew
     * @param killed why it was being killed; empty when it was not
     * @param acknowledged how many of {@code statuses}, from the oldest, need no more sending
     */
    record Recovered(
            TaskInfo task,
            String containerId,
            Optional<String> group,
            Optional<ProcessId> process,
            Optional<KillCause> killed,
            List<TaskStatus> statuses,
            int acknowledged) {

        Recovered afterReboot() {
            return new Recovered(
                    task, containerId, group, process.map(ProcessId::afterReboot), killed, statuses, acknowledged);
        }

        boolean isOver() {
            return acknowledged == statuses.size()
                    && !statuses.isEmpty()
                    && TaskStates.isTerminal(statuses.getLast().getState());
        }
    }
}
