package dev.mesoschaos.testbed.master;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.TaskState;

/** Metrics that are computed when they are asked for; all zero on a master that does not lead. */
final class Gauges {

    private final Map<String, Double> all;

    private Gauges(Map<String, Double> all) {
        this.all = all;
    }

    static void add(Optional<Parts> parts, Map<String, Double> all) {
        Gauges gauges = new Gauges(all);
        Optional<Cluster> cluster = parts.map(Parts::cluster);
        Collection<RegisteredAgent> agents = cluster.map(known -> known.agents().values()).orElse(List.of());
        Collection<Framework> frameworks = cluster.map(known -> known.frameworks().values()).orElse(List.of());
        gauges.addMembers("slaves", agents, RegisteredAgent::isConnected,
                agent -> cluster.orElseThrow().isActive(agent));
        gauges.addMembers("frameworks", frameworks, Framework::isConnected, Framework::isConnected);
        gauges.put("slaves_unreachable", cluster.map(known -> known.registry().unreachable().size()).orElse(0));
        gauges.put("outstanding_offers", cluster.map(known -> known.offers().size()).orElse(0));
        gauges.put(
                "operator_event_stream_subscribers",
                parts.map(leads -> leads.observers().subscribers()).orElse(0));
        all.put("allocator/mesos/allocation_runs", (double) parts.map(leads -> leads.allocator().runs()).orElse(0L));
        gauges.addTasks(frameworks);
        ResourceGauges.add(cluster, all);
    }

    private void put(String name, double value) {
        all.put("master/" + name, value);
    }

    private <T> void addMembers(
            String kind, Collection<T> members, Predicate<T> connected, Predicate<T> active) {
        double connectedOnes = members.stream().filter(connected).count();
        double activeOnes = members.stream().filter(active).count();
        put(kind + "_connected", connectedOnes);
        put(kind + "_active", activeOnes);
        put(kind + "_disconnected", members.size() - connectedOnes);
        put(kind + "_inactive", members.size() - activeOnes);
    }

    private void addTasks(Collection<Framework> frameworks) {
        List<TaskState> states = frameworks.stream()
                .flatMap(framework -> framework.tasks().values().stream())
                .map(task -> task.task().getState())
                .toList();
        put("tasks_staging", count(states, TaskState.TASK_STAGING));
        put("tasks_starting", count(states, TaskState.TASK_STARTING));
        put("tasks_running", count(states, TaskState.TASK_RUNNING));
        put("tasks_killing", count(states, TaskState.TASK_KILLING));
        put("tasks_unreachable", frameworks.stream()
                .mapToDouble(framework -> framework.unreachableTasks().size())
                .sum());
    }

    private static double count(List<TaskState> states, TaskState wanted) {
        return states.stream().filter(wanted::equals).count();
    }
}
