package dev.mesoschaos.testbed.agent;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * The status updates of one task, of which one at a time is on its way (mesos-facts 4.5): the next is sent only once the
 * scheduler has acknowledged the one before; until then that one is sent again after 10 s, 20 s and so on up to 10 min,
 * without end. Times are nanoseconds of one monotonic clock.
 */
public final class UpdateStream {

    static final Duration FIRST_RESEND = Duration.ofSeconds(10);
    static final Duration LONGEST_RESEND = Duration.ofMinutes(10);

    private final Deque<TaskStatus> unacknowledged;
    private TaskStatus newest;
    private Optional<TaskStatus> forwarded = Optional.empty();
    private long dueNanos;
    private Duration resend = FIRST_RESEND;

    /** A stream that begins with {@code first}, due at once. */
    public UpdateStream(TaskStatus first, long nowNanos) {
        this(List.of(first), 0, nowNanos);
    }

    /** A recovered stream: {@code statuses} as they were made, of which the first {@code acknowledged} are done with. */
    UpdateStream(List<TaskStatus> statuses, int acknowledged, long nowNanos) {
        this.unacknowledged = new ArrayDeque<>(statuses.subList(acknowledged, statuses.size()));
        this.newest = statuses.getLast();
        this.dueNanos = nowNanos;
        if (acknowledged > 0) {
            this.forwarded = Optional.of(statuses.get(acknowledged - 1));
        }
    }

    /** The task has one more thing to say. */
    public void add(TaskStatus status, long nowNanos) {
        if (unacknowledged.isEmpty()) {
            restart(nowNanos);
        }
        unacknowledged.add(status);
        newest = status;
    }

    /** The update to send now, if one is due; it then counts as sent. */
    public Optional<TaskStatus> poll(long nowNanos) {
        if (unacknowledged.isEmpty() || nowNanos - dueNanos < 0) {
            return Optional.empty();
        }
        dueNanos = nowNanos + resend.toNanos();
        Duration doubled = resend.multipliedBy(2);
        resend = doubled.compareTo(LONGEST_RESEND) < 0 ? doubled : LONGEST_RESEND;
        forwarded = Optional.of(unacknowledged.getFirst());
        return forwarded;
    }

    /** Whether {@code uuid} named the update on its way; a duplicate or untimely acknowledgement changes nothing. */
    public boolean acknowledge(ByteString uuid, long nowNanos) {
        if (unacknowledged.isEmpty() || !unacknowledged.getFirst().getUuid().equals(uuid)) {
            return false;
        }
        unacknowledged.removeFirst();
        restart(nowNanos);
        return true;
    }

    /** The agent has registered, or a scheduler is back: what is unacknowledged is due at once, and the pauses are short again. */
    public void restart(long nowNanos) {
        dueNanos = nowNanos;
        resend = FIRST_RESEND;
    }

    /** The state the task has by now, which may be ahead of what the scheduler has been told. */
    public TaskState latestState() {
        return newest.getState();
    }

    /** The newest update that was ever on its way. */
    public Optional<TaskStatus> forwarded() {
        return forwarded;
    }

    /** How many updates are not acknowledged. */
    public int unacknowledged() {
        return unacknowledged.size();
    }

    /** Whether there will never be anything to send again. */
    public boolean isDone() {
        return unacknowledged.isEmpty() && TaskStates.isTerminal(newest.getState());
    }
}
