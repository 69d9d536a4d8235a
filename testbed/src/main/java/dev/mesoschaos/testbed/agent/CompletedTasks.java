package dev.mesoschaos.testbed.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskState;

/** The tasks that ended and whose end was acknowledged: all of them counted, the last of them kept. */
final class CompletedTasks {

    private static final int KEPT = 200;

    private final Deque<Task> last = new ArrayDeque<>();
    private final Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);

    void add(Task task) {
        last.addLast(task);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
        counts.merge(task.getState(), 1L, Long::sum);
    }

    /** The newest ones, oldest first. */
    List<Task> last() {
        return List.copyOf(last);
    }

    /** How many ended in each state since this process started. */
    Map<TaskState, Long> counts() {
        return Map.copyOf(counts);
    }
}
