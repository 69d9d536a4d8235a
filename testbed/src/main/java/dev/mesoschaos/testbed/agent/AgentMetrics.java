package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskState;

/** The metrics {@code slave/…} of what is on an agent (mesos-facts section 9). */
final class AgentMetrics {

    private static final List<String> SCALARS = List.of("cpus", "gpus", "mem", "disk");

    private AgentMetrics() {}

    static Map<String, Double> of(AgentSnapshot now) {
        Map<String, Double> all = new TreeMap<>();
        all.put("slave/registered", now.registered() ? 1.0 : 0.0);
        all.put("slave/frameworks_active", (double) now.frameworks().size());
        for (TaskState state : TaskState.values()) {
            String name = state.name().substring("TASK_".length()).toLowerCase(Locale.ROOT);
            all.put("slave/tasks_" + name, tasks(now, state));
        }
        long running = now.executors().stream().filter(executor -> executor.process().isPresent()).count();
        all.put("slave/executors_registering", (double) (now.executors().size() - running));
        all.put("slave/executors_running", (double) running);
        all.put("slave/executors_terminated", (double) now.executorsEnded());
        List<Resource> used = used(now);
        for (String name : SCALARS) {
            double total = Limits.scalar(name, now.info().getResourcesList());
            double taken = Limits.scalar(name, used);
            all.put("slave/" + name + "_total", total);
            all.put("slave/" + name + "_used", taken);
            all.put("slave/" + name + "_percent", total == 0 ? 0 : taken / total);
        }
        return all;
    }

    /** What executors and tasks hold, with the overhead of command executors, as in the state of real agents. */
    static List<Resource> used(AgentSnapshot now) {
        return now.executors().stream().flatMap(executor -> executor.resources().stream()).toList();
    }

    private static double tasks(AgentSnapshot now, TaskState state) {
        long present = now.tasks().all().stream().filter(task -> task.getState() == state).count();
        return present + now.ended().getOrDefault(state, 0L);
    }
}
