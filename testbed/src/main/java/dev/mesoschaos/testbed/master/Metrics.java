package dev.mesoschaos.testbed.master;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.TaskState;

/** {@code /metrics/snapshot}: gauges of the leader's cluster, counters, and what every master knows of itself. */
final class Metrics {

    private final InstantSource clock;
    private final double startSeconds;
    private Optional<Leadership> leadership = Optional.empty();
    private double electedSeconds;

    Metrics(InstantSource clock) {
        this.clock = clock;
        this.startSeconds = now();
    }

    /** This master was elected just now. */
    void elected() {
        electedSeconds = now();
    }

    /** This master leads from now on. */
    void leads(Leadership now) {
        leadership = Optional.of(now);
    }

    double startSeconds() {
        return startSeconds;
    }

    double electedSeconds() {
        return electedSeconds;
    }

    Map<String, Double> snapshot() {
        Map<String, Double> all = new TreeMap<>();
        all.put("master/elected", leadership.isPresent() || electedSeconds > 0 ? 1.0 : 0.0);
        all.put("master/uptime_secs", now() - startSeconds);
        leadership.ifPresent(leads -> addAll(leads.parts(), all));
        return all;
    }

    private static void addAll(Parts parts, Map<String, Double> all) {
        Cluster cluster = parts.cluster();
        cluster.counters().all().forEach((name, count) -> all.put(name, (double) count));
        Collection<RegisteredAgent> agents = cluster.agents().values();
        double connected = agents.stream().filter(RegisteredAgent::isConnected).count();
        all.put("master/slaves_connected", connected);
        all.put("master/slaves_active", connected);
        all.put("master/slaves_disconnected", agents.size() - connected);
        all.put("master/slaves_inactive", agents.size() - connected);
        all.put("master/slaves_unreachable", (double) cluster.registry().unreachable().size());
        Collection<Framework> frameworks = cluster.frameworks().values();
        double subscribed = frameworks.stream().filter(Framework::isConnected).count();
        all.put("master/frameworks_connected", subscribed);
        all.put("master/frameworks_active", subscribed);
        all.put("master/frameworks_disconnected", frameworks.size() - subscribed);
        all.put("master/frameworks_inactive", frameworks.size() - subscribed);
        all.put("master/outstanding_offers", (double) cluster.offers().size());
        all.put("master/operator_event_stream_subscribers", (double) parts.observers().subscribers());
        all.put("allocator/mesos/allocation_runs", (double) parts.allocator().runs());
        all.put("master/tasks_staging", tasks(frameworks, TaskState.TASK_STAGING));
        all.put("master/tasks_starting", tasks(frameworks, TaskState.TASK_STARTING));
        all.put("master/tasks_running", tasks(frameworks, TaskState.TASK_RUNNING));
        all.put("master/tasks_killing", tasks(frameworks, TaskState.TASK_KILLING));
        all.put("master/tasks_unreachable", frameworks.stream()
                .mapToDouble(framework -> framework.unreachableTasks().size())
                .sum());
        addResources(agents, all);
    }

    private static void addResources(Collection<RegisteredAgent> agents, Map<String, Double> all) {
        for (String name : new String[] {"cpus", "gpus", "mem", "disk"}) {
            double total = agents.stream().mapToDouble(agent -> agent.total().scalar(name)).sum();
            double used = agents.stream()
                    .flatMap(agent -> agent.tasks().values().stream())
                    .filter(TrackedTask::holdsResources)
                    .mapToDouble(task -> task.resources().scalar(name))
                    .sum();
            all.put("master/" + name + "_total", total);
            all.put("master/" + name + "_used", used);
            all.put("master/" + name + "_percent", total > 0 ? used / total : 0);
        }
    }

    private static double tasks(Collection<Framework> frameworks, TaskState state) {
        return frameworks.stream()
                .flatMap(framework -> framework.tasks().values().stream())
                .filter(task -> task.task().getState() == state)
                .count();
    }

    private double now() {
        return clock.millis() / 1000.0;
    }
}
