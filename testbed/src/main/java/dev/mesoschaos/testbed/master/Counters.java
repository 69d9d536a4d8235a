package dev.mesoschaos.testbed.master;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Counters since this master started, under the names of {@code /metrics/snapshot} (mesos-facts section 9). */
final class Counters {

    private final Map<String, Long> counts = new TreeMap<>();

    Counters() {
        for (TaskState state : TaskState.values()) {
            if (TaskStates.isTerminal(state)) {
                counts.put(ended(state), 0L);
            }
        }
        for (String name : new String[] {
            "slave_registrations", "slave_reregistrations", "slave_removals", "slave_removals/reason_unhealthy",
            "slave_removals/reason_unregistered", "slave_removals/reason_registered", "slave_unreachable_scheduled",
            "slave_unreachable_completed", "slave_unreachable_canceled", "recovery_slave_removals",
            "valid_status_updates", "invalid_status_updates", "valid_status_update_acknowledgements",
            "invalid_status_update_acknowledgements", "dropped_messages"
        }) {
            counts.put("master/" + name, 0L);
        }
    }

    /** Counts one more under {@code master/}. */
    void count(String name) {
        counts.merge("master/" + name, 1L, Long::sum);
    }

    /** Counts the end of a task by its state, source and reason. */
    void ended(TaskStatus status) {
        counts.merge(ended(status.getState()), 1L, Long::sum);
        if (status.hasReason()) {
            count(lower(status.getState()) + "/" + v0(status.getSource().name()) + "/" + v0(status.getReason().name()));
        }
    }

    Map<String, Long> all() {
        return Collections.unmodifiableMap(counts);
    }

    private static String ended(TaskState state) {
        return "master/tasks_" + lower(state).substring("task_".length());
    }

    private static String lower(TaskState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The agent is still a slave in the names of metrics. */
    private static String v0(String name) {
        return name.toLowerCase(Locale.ROOT).replace("agent", "slave");
    }
}
