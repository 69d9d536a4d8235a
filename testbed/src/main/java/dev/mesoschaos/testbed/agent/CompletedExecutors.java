package dev.mesoschaos.testbed.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest executors that ended, so that operators find their sandboxes. */
final class CompletedExecutors {

    private static final int KEPT = 150;

    private final Deque<ExecutorSnapshot> last = new ArrayDeque<>();
    private long ended;

    void add(AgentExecutor executor) {
        last.addLast(ExecutorSnapshot.of(executor));
        ended++;
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    /** The newest ones, oldest first. */
    List<ExecutorSnapshot> last() {
        return List.copyOf(last);
    }

    /** How many ended since this process started. */
    long count() {
        return ended;
    }
}
