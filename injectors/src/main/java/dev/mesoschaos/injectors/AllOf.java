package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes every step of an undo, whatever becomes of the others. */
final class AllOf {

    private AllOf() {}

    /**
     * Takes the steps in order.
     *
     * @throws ClusterException after the last step, with what went wrong in any of them
     */
    static void run(Stream<Runnable> steps) {
        List<RuntimeException> failures = new ArrayList<>();
        steps.forEach(step -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            String messages = failures.stream()
                    .map(e -> e instanceof ClusterException ? e.getMessage() : e.toString())
                    .collect(Collectors.joining("; "));
            throw new ClusterException(messages, failures.getFirst());
        }
    }
}
