package dev.mesoschaos.testbed.master;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What is counted of one framework, under {@code master/frameworks/NAME/ID/} (mesos-facts section 9). */
final class FrameworkMetrics {

    private final Map<String, Long> counts = new TreeMap<>();
    private final Set<String> suppressed = new HashSet<>();

    FrameworkMetrics() {
        for (Call.Type type : Call.Type.values()) {
            if (type != Call.Type.UNKNOWN) {
                counts.put("calls/" + lower(type), 0L);
            }
        }
        for (Event.Type type : Event.Type.values()) {
            if (type != Event.Type.UNKNOWN) {
                counts.put("events/" + lower(type), 0L);
            }
        }
        for (Offer.Operation.Type type : Offer.Operation.Type.values()) {
            if (type != Offer.Operation.Type.UNKNOWN) {
                counts.put("operations/" + lower(type), 0L);
            }
        }
        for (TaskState state : TaskState.values()) {
            if (TaskStates.isTerminal(state)) {
                counts.put("tasks/terminal/" + lower(state), 0L);
            }
        }
        for (String name : new String[] {
            "calls", "events", "operations", "offers/sent", "offers/accepted", "offers/declined", "offers/rescinded"
        }) {
            counts.put(name, 0L);
        }
    }

    /** The scheduler made a call that was not refused. */
    void called(Call call, List<String> roles) {
        count("calls", 1);
        count("calls/" + lower(call.getType()), 1);
        switch (call.getType()) {
            case ACCEPT -> {
                count("offers/accepted", call.getAccept().getOfferIdsCount());
                call.getAccept().getOperationsList().forEach(operation -> {
                    count("operations", 1);
                    count("operations/" + lower(operation.getType()), 1);
                });
            }
            case DECLINE -> count("offers/declined", call.getDecline().getOfferIdsCount());
            case SUBSCRIBE -> suppress(call.getSubscribe().getSuppressedRolesList());
            case UPDATE_FRAMEWORK -> suppress(call.getUpdateFramework().getSuppressedRolesList());
            case SUPPRESS -> suppressed.addAll(orAll(call.getSuppress().getRolesList(), roles));
            case REVIVE -> suppressed.removeAll(orAll(call.getRevive().getRolesList(), roles));
            default -> { }
        }
    }

    private void suppress(List<String> exactly) {
        suppressed.clear();
        suppressed.addAll(exactly);
    }

    private static List<String> orAll(List<String> named, List<String> all) {
        return named.isEmpty() ? all : named;
    }

    /** The scheduler was sent an event. */
    void sent(Event event) {
        count("events", 1);
        count("events/" + lower(event.getType()), 1);
        count("offers/sent", event.getOffers().getOffersCount());
        count("offers/rescinded", event.hasRescind() ? 1 : 0);
    }

    /** A task of the framework ended. */
    void ended(TaskState state) {
        count("tasks/terminal/" + lower(state), 1);
    }

    private void count(String name, long more) {
        counts.merge(name, more, Long::sum);
    }

    void addTo(Map<String, Double> metrics, Framework framework) {
        String prefix = prefix(framework.info());
        counts.forEach((name, count) -> metrics.put(prefix + name, (double) count));
        metrics.put(prefix + "subscribed", framework.isConnected() ? 1.0 : 0.0);
        framework.roles().forEach(role ->
                metrics.put(prefix + "roles/" + role + "/suppressed", suppressed.contains(role) ? 1.0 : 0.0));
        for (TaskState state : TaskState.values()) {
            // Names that are gauges of tasks that go on; TASK_UNKNOWN is one, though no task is ever in it.
            if (!TaskStates.isTerminal(state)) {
                metrics.put(prefix + "tasks/active/" + lower(state), active(framework, state));
            }
        }
    }

    private static double active(Framework framework, TaskState state) {
        long tracked = framework.tasks().values().stream()
                .filter(task -> task.task().getState() == state)
                .count();
        long unreachable = state == TaskState.TASK_UNREACHABLE ? framework.unreachableTasks().size() : 0;
        return tracked + unreachable;
    }

    private static String prefix(FrameworkInfo info) {
        String name = URLEncoder.encode(info.getName(), StandardCharsets.UTF_8).replace("+", "%20");
        return "master/frameworks/" + name + "/" + info.getId().getValue() + "/";
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
