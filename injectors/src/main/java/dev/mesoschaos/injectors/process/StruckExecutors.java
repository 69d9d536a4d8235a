package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.TaskExecutors;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Targets.TaskOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The executors that an injection has struck, by the identity their processes had.
 *
 * @param identities by task
 */
record StruckExecutors(Map<TaskOn, String> identities) implements AutoCloseable {

    private static final List<String> ALIVE = List.of("TASK_STAGING", "TASK_STARTING", "TASK_RUNNING", "TASK_KILLING");

    /**
     * Strikes the executors of a plan, and keeps who they were for {@link #in}.
     *
     * @param command what to run on a host for a process id; prints the process' identity
     * @throws ClusterException when the agent runs no such executor, or the command fails
     */
    static void strike(ProcessPlan plan, FaultContext context, BiFunction<String, Long, List<String>> command) {
        Processes processes = new Processes(plan, context);
        Map<TaskOn, String> struck = new LinkedHashMap<>();
        for (TaskOn task : plan.executors()) {
            struck.put(task, processes.must(task.host(), command.apply(task.host(), pid(task, context))));
        }
        context.keep(new StruckExecutors(struck));
    }

    private static long pid(TaskOn task, FaultContext context) {
        return context.power(TaskExecutors.class).on(task.host()).stream()
                .filter(executor -> executor.id().equals(task.task()))
                .findFirst()
                .orElseThrow(() -> new ClusterException("the agent of " + task.host() + " runs no executor of "
                        + task.task()))
                .pid();
    }

    /** Those that the injection of this context has struck. */
    static StruckExecutors in(FaultContext context) {
        return context.kept().map(StruckExecutors.class::cast).orElseThrow();
    }

    /** Whether their processes are gone, and the leading master says that their tasks are. */
    Evidence dead(Processes processes) {
        List<String> alive = identities.keySet().stream()
                .filter(task -> seen(processes, task).isPresent())
                .map(TaskOn::toString)
                .toList();
        TaskExecutors mesos = processes.context().power(TaskExecutors.class);
        List<String> believed = identities.keySet().stream()
                .filter(task -> mesos.state(task.task()).map(ALIVE::contains).orElse(true))
                .map(TaskOn::toString)
                .toList();
        return alive.isEmpty() && believed.isEmpty()
                ? Evidence.holds("no process, and the master has the task as ended: " + processes.plan().words())
                : Evidence.missing("still there: " + alive + ", alive to the master: " + believed);
    }

    /** Whether their processes are there, and stopped. */
    Evidence stopped(Processes processes) {
        List<String> not = identities.keySet().stream()
                .filter(task -> seen(processes, task).filter(Processes.Seen::stopped).isEmpty())
                .map(TaskOn::toString)
                .toList();
        return not.isEmpty()
                ? Evidence.holds("there, but stopped: " + processes.plan().words())
                : Evidence.missing("not there, or not stopped: " + not);
    }

    /** The process, if it is still the same one. */
    private Optional<Processes.Seen> seen(Processes processes, TaskOn task) {
        String identity = identities.get(task);
        return processes.seen(task.host(), List.of("echo", identity.split(" ", -1)[0]))
                .filter(seen -> seen.identity().equals(identity));
    }

    @Override
    public void close() {}
}
