package dev.mesoschaos.testbed.master;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.TaskState;

/** Metrics that are computed when they are asked for; all zero on a master that does not lead. */
final class Gauges {

    private static final String ALLOCATOR = "allocator/mesos/";

    private final Map<String, Double> all;

    private Gauges(Map<String, Double> all) {
        this.all = all;
    }

    static void add(Optional<Parts> parts, Map<String, Double> all) {
        Gauges gauges = new Gauges(all);
        Optional<Cluster> cluster = parts.map(Parts::cluster);
        Collection<RegisteredAgent> agents = cluster.map(known -> known.agents().values()).orElse(List.of());
        Collection<Framework> frameworks = cluster.map(known -> known.frameworks().values()).orElse(List.of());
        gauges.addMembers("slaves", agents, RegisteredAgent::isConnected);
        gauges.addMembers("frameworks", frameworks, Framework::isConnected);
        gauges.put("slaves_unreachable", cluster.map(known -> known.registry().unreachable().size()).orElse(0));
        gauges.put("outstanding_offers", cluster.map(known -> known.offers().size()).orElse(0));
        gauges.put(
                "operator_event_stream_subscribers",
                parts.map(leads -> leads.observers().subscribers()).orElse(0));
        all.put(ALLOCATOR + "allocation_runs", (double) parts.map(leads -> leads.allocator().runs()).orElse(0L));
        gauges.addTasks(frameworks);
        gauges.addResources(agents, cluster);
        cluster.ifPresent(gauges::addRoles);
    }

    private void put(String name, double value) {
        all.put("master/" + name, value);
    }

    private <T> void addMembers(String kind, Collection<T> members, Predicate<T> connected) {
        double connectedOnes = members.stream().filter(connected).count();
        put(kind + "_connected", connectedOnes);
        put(kind + "_active", connectedOnes);
        put(kind + "_disconnected", members.size() - connectedOnes);
        put(kind + "_inactive", members.size() - connectedOnes);
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

    private void addResources(Collection<RegisteredAgent> agents, Optional<Cluster> cluster) {
        for (String name : new String[] {"cpus", "gpus", "mem", "disk"}) {
            double total = agents.stream().mapToDouble(agent -> agent.total().scalar(name)).sum();
            double used = used(agents.stream().flatMap(agent -> agent.tasks().values().stream()), name);
            put(name + "_total", total);
            put(name + "_used", used);
            put(name + "_percent", total > 0 ? used / total : 0);
            put(name + "_revocable_total", 0);
            put(name + "_revocable_used", 0);
            put(name + "_revocable_percent", 0);
            if (total > 0) {
                double offered = cluster.stream()
                        .flatMap(known -> known.offers().values().stream())
                        .mapToDouble(offer -> offer.resources().scalar(name))
                        .sum();
                all.put(ALLOCATOR + "resources/" + name + "/total", total);
                all.put(ALLOCATOR + "resources/" + name + "/offered_or_allocated", used + offered);
            }
        }
    }

    private static double used(Stream<TrackedTask> tasks, String name) {
        return tasks.filter(TrackedTask::holdsResources)
                .mapToDouble(task -> task.resources().scalar(name))
                .sum();
    }

    private void addRoles(Cluster cluster) {
        Set<String> roles = new TreeSet<>();
        cluster.frameworks().values().forEach(framework -> roles.addAll(framework.roles()));
        for (String role : roles) {
            all.put(ALLOCATOR + "roles/" + role + "/shares/dominant", share(cluster, role));
            addConsumption(cluster, role);
        }
        if (!roles.isEmpty()) {
            addConsumption(cluster, "");
        }
    }

    /** What the tasks of a role and of the roles below it use; the empty role is the root of all. */
    private void addConsumption(Cluster cluster, String role) {
        for (String name : new String[] {"cpus", "mem", "disk"}) {
            double consumed = used(
                    cluster.frameworks().values().stream()
                            .flatMap(framework -> framework.tasks().values().stream())
                            .filter(task -> isBelow(task.claim().role(), role)),
                    name);
            if (consumed > 0) {
                all.put(ALLOCATOR + "quota/roles/" + role + "/resources/" + name + "/consumed", consumed);
            }
        }
    }

    private static boolean isBelow(String role, String top) {
        return top.isEmpty() || role.equals(top) || role.startsWith(top + "/");
    }

    private static double share(Cluster cluster, String role) {
        double share = 0;
        for (String name : new String[] {"cpus", "mem", "disk", "gpus"}) {
            double total = cluster.agents().values().stream()
                    .mapToDouble(agent -> agent.total().scalar(name))
                    .sum();
            double offered = cluster.offers().values().stream()
                    .filter(offer -> offer.claim().role().equals(role))
                    .mapToDouble(offer -> offer.resources().scalar(name))
                    .sum();
            double used = used(
                    cluster.frameworks().values().stream()
                            .flatMap(framework -> framework.tasks().values().stream())
                            .filter(task -> task.claim().role().equals(role)),
                    name);
            share = total > 0 ? Math.max(share, (offered + used) / total) : share;
        }
        return share;
    }
}
