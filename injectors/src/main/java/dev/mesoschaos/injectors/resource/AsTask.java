package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.scenarios.language.Fields;
import java.util.List;
import java.util.Optional;

/** Whether a fault burns as a process of the host or as a task of Mesos, {@code as}, and what that task asks for. */
final class AsTask {

    private static final double MB = 1 << 20;
    private static final long LEAST_BYTES = 32L << 20;
    private static final long MOST_BYTES = 1L << 40;
    private static final long USUAL_BYTES = 64L << 20;

    private AsTask() {}

    static Optional<BurnPlan.Task> read(Fields parameters) {
        boolean task = parameters.word("as", "host", List.of("host", "task")).equals("task");
        double cpus = parameters.number("cpus", 0.01, 256, 0.1);
        double memMb = parameters.bytes("mem", LEAST_BYTES, MOST_BYTES, USUAL_BYTES) / MB;
        for (String key : List.of("cpus", "mem")) {
            if (!task && parameters.has(key)) {
                throw parameters.wrong(key, "'" + key + "' is what a task asks of Mesos for: say 'as: task', or leave it out");
            }
        }
        return task ? Optional.of(new BurnPlan.Task(cpus, memMb)) : Optional.empty();
    }
}
