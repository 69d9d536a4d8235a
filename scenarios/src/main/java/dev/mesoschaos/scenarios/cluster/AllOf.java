package dev.mesoschaos.scenarios.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes every step of an undo, whatever becomes of the others. */
public final class AllOf {

    /** More processes or connections at a time make nothing quicker. */
    private static final int AT_ONCE = 64;

    private static final Executor THREADS = task -> Thread.ofVirtual().name("at-once").start(task);

    private AllOf() {}

    /**
     * Takes the steps in order.
     *
     * @throws ClusterException after the last step, with what went wrong in any of them
     */
    public static void run(Stream<Runnable> steps) {
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

    /**
     * As {@link #run}, but at the same time, up to {@value #AT_ONCE} of them. Goes on to the end in an interrupted thread,
     * too.
     */
    public static void atOnce(Stream<? extends Runnable> steps) {
        Semaphore places = new Semaphore(AT_ONCE);
        List<CompletableFuture<Void>> started = steps.map(step -> CompletableFuture.runAsync(
                        () -> {
                            places.acquireUninterruptibly();
                            try {
                                step.run();
                            } finally {
                                places.release();
                            }
                        },
                        THREADS))
                .toList();
        run(started.stream().map(step -> () -> join(step)));
    }

    private static void join(CompletableFuture<Void> step) {
        try {
            step.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
