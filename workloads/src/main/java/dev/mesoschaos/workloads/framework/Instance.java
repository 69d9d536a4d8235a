package dev.mesoschaos.workloads.framework;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.apache.mesos.v1.Protos.TaskState;

/** A task that was launched, as far as its updates tell. Belongs to one thread. */
final class Instance {

    /** Where a task is in its life. */
    enum Stage {
        LAUNCHING,
        RUNNING,
        /** Not seen by the master, perhaps alive. */
        UNREACHABLE,
        ENDED
    }

    /** States after which no task comes back; LOST, GONE, DROPPED and UNKNOWN are not among them (mesos-facts 4.4). */
    private static final Set<TaskState> FINAL = EnumSet.of(
            TaskState.TASK_FINISHED, TaskState.TASK_FAILED, TaskState.TASK_KILLED, TaskState.TASK_ERROR);

    private final Launch launch;
    private final Instant launched;
    private final Set<ByteString> heard = new HashSet<>();
    private Stage stage = Stage.LAUNCHING;
    private TaskState state = TaskState.TASK_STAGING;
    private boolean hasRun;

    Instance(Launch launch, Instant launched) {
        this.launch = launch;
        this.launched = launched;
    }

    /** Whether an update says something new; each is delivered again until it is acknowledged. */
    boolean isNews(Update update) {
        boolean repeated = update.uuid().isEmpty()
                ? update.isReconciliation() && update.state() == state
                : !heard.add(update.uuid());
        boolean afterTheEnd = FINAL.contains(state);
        boolean backwards = stage == Stage.RUNNING && stageOf(update.state()) == Stage.LAUNCHING;
        return !repeated && !afterTheEnd && !backwards;
    }

    /** Takes over what an update says. */
    void apply(TaskState news) {
        state = news;
        stage = stageOf(news);
        hasRun |= stage == Stage.RUNNING;
    }

    private static Stage stageOf(TaskState state) {
        return switch (state) {
            case TASK_STAGING, TASK_STARTING, TASK_KILLING -> Stage.LAUNCHING;
            case TASK_RUNNING -> Stage.RUNNING;
            case TASK_UNREACHABLE -> Stage.UNREACHABLE;
            case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE,
                    TASK_GONE_BY_OPERATOR, TASK_UNKNOWN -> Stage.ENDED;
        };
    }

    Launch launch() {
        return launch;
    }

    String task() {
        return launch.task();
    }

    String slot() {
        return launch.want().slot();
    }

    String app() {
        return launch.want().app();
    }

    Agent agent() {
        return launch.agent();
    }

    Instant launched() {
        return launched;
    }

    Stage stage() {
        return stage;
    }

    TaskState state() {
        return state;
    }

    boolean hasRun() {
        return hasRun;
    }

    /** Whether the master knows it as not ended, on an agent in reach. */
    boolean isAlive() {
        return stage == Stage.LAUNCHING || stage == Stage.RUNNING;
    }
}
