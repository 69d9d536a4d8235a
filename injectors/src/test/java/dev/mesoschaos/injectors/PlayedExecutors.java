package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.TaskExecutors;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Executors that a {@link PlayedSupervisor} runs, one for each of its "hosts"; Mesos knows at once when one has ended.
 *
 * @param hosts by task, where the executor is
 */
public record PlayedExecutors(Shell shell, PlayedSupervision supervision, Map<String, String> hosts)
        implements TaskExecutors {

    /** A task's process below its executor. */
    public static final String TASK = "sleep 3600017";

    /** What an executor runs: it is there while its task is. */
    public static final List<String> COMMAND = List.of("sh", "-c", "setsid " + TASK + " & wait");

    @Override
    public List<Running> on(String host) {
        return hosts.entrySet().stream()
                .filter(entry -> entry.getValue().equals(host))
                .flatMap(entry -> pid(entry.getKey()).map(pid -> new Running(entry.getKey(), pid)).stream())
                .toList();
    }

    private Optional<Long> pid(String task) {
        String said = shell.run(hosts.get(task), supervision.find(task).toArray(String[]::new)).stdout().strip();
        return said.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(said));
    }

    @Override
    public Optional<String> state(String task) {
        return Optional.of(pid(task).isPresent() ? "TASK_RUNNING" : "TASK_FAILED");
    }
}
