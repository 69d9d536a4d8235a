package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.metrics.Timing;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** What is counted since this master started, under the names of {@code /metrics/snapshot} (mesos-facts section 9). */
final class Counters {

    private static final String[] NAMES = {
        "dropped_messages", "http_cache_hits", "recovery_slave_removals",
        "slave_registrations", "slave_reregistrations", "slave_removals", "slave_removals/reason_registered",
        "slave_removals/reason_unhealthy", "slave_removals/reason_unregistered",
        "slave_shutdowns_canceled", "slave_shutdowns_completed", "slave_shutdowns_scheduled",
        "slave_unreachable_canceled", "slave_unreachable_completed", "slave_unreachable_scheduled",
    };
    private static final String[] JUDGED = {
        "executor_to_framework_messages", "framework_to_executor_messages", "operation_status_update_acknowledgements",
        "operation_status_updates", "status_update_acknowledgements", "status_updates",
    };
    private static final String[] MESSAGES = {
        "authenticate", "deactivate_framework", "decline_offers", "executor_to_framework", "exited_executor",
        "framework_to_executor", "kill_task", "launch_tasks", "operation_status_update",
        "operation_status_update_acknowledgement", "reconcile_operations", "reconcile_tasks", "register_framework",
        "register_slave", "reregister_framework", "reregister_slave", "resource_request", "revive_offers",
        "status_update", "status_update_acknowledgement", "suppress_offers", "unregister_framework",
        "unregister_slave", "update_slave",
    };
    private static final String[] OPERATIONS = {
        "", "create/", "create_disk/", "destroy/", "destroy_disk/", "grow_volume/", "reserve/", "shrink_volume/",
        "unreserve/",
    };
    private static final String[] OPERATION_STATES = {
        "dropped", "error", "failed", "finished", "gone_by_operator", "pending", "recovering", "total", "unreachable",
    };

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, FrameworkMetrics> frameworks = new LinkedHashMap<>();
    private final Timing allocation = new Timing("allocator/mesos/allocation_run_ms");
    private final Timing allocationWait = new Timing("allocator/mesos/allocation_run_latency_ms");

    Counters() {
        for (TaskState state : TaskState.values()) {
            if (TaskStates.isTerminal(state)) {
                counts.put(ended(state), 0L);
            }
        }
        zero("", NAMES);
        zero("valid_", JUDGED);
        zero("invalid_", JUDGED);
        zero("messages_", MESSAGES);
        for (String operation : OPERATIONS) {
            zero("operations/" + operation, OPERATION_STATES);
        }
    }

    private void zero(String prefix, String... names) {
        for (String name : names) {
            counts.put("master/" + prefix + name, 0L);
        }
    }

    /** Counts one more under {@code master/}. */
    void count(String name) {
        counts.merge("master/" + name, 1L, Long::sum);
    }

    /** Counts operations of a type more in a state, or less; types and states without a counter are not counted. */
    void operation(Offer.Operation.Type type, OperationState state, long more) {
        String name = state.name().toLowerCase(Locale.ROOT).substring("operation_".length());
        for (String of : List.of("", type.name().toLowerCase(Locale.ROOT) + "/")) {
            counts.computeIfPresent("master/operations/" + of + name, (key, count) -> count + more);
            counts.computeIfPresent("master/operations/" + of + "total", (key, count) -> count + more);
        }
    }

    /** Counts the end of a task by its state, source and reason. */
    void ended(TaskStatus status) {
        counts.merge(ended(status.getState()), 1L, Long::sum);
        if (status.hasReason()) {
            count(lower(status.getState()) + "/" + v0(status.getSource().name()) + "/" + v0(status.getReason().name()));
        }
    }

    /** Counts the end of a task of a framework too. */
    void ended(Framework framework, TaskStatus status) {
        ended(status);
        of(framework).ended(status.getState());
    }

    /** Notes how long an allocation run took; none waits, because whoever wants one does it. */
    void allocated(long nanos) {
        allocation.add(nanos);
        allocationWait.add(0);
    }

    /** What is counted of a framework. */
    FrameworkMetrics of(Framework framework) {
        return frameworks.computeIfAbsent(framework.key(), id -> new FrameworkMetrics());
    }

    /** Forgets all other frameworks. */
    void keepOnly(Set<String> frameworkIds) {
        frameworks.keySet().retainAll(frameworkIds);
    }

    Map<String, Long> all() {
        return Collections.unmodifiableMap(counts);
    }

    void addTimings(Map<String, Double> metrics) {
        allocation.addTo(metrics);
        allocationWait.addTo(metrics);
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
