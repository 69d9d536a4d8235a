package dev.mesoschaos.scenarios.runner;

import dev.mesoschaos.scenarios.engine.Order;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A run that waits for orders, as the one who gives them sees it. */
public final class DirectedRun {

    private final CompletableFuture<Started> started = new CompletableFuture<>();
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    DirectedRun() {}

    void started(Path directory, RunnerProcess process) {
        started.complete(new Started(directory, process));
    }

    void complete(Callable<Result> run) {
        try {
            result.complete(run.call());
        } catch (Exception | Error e) {
            started.completeExceptionally(e);
            result.completeExceptionally(e);
        }
    }

    /**
     * The directory of the run, with its journal; waits until there is one.
     *
     * @throws IOException when the run could not be begun
     */
    public Path directory() throws IOException, InterruptedException {
        return wait(started).directory();
    }

    /** Gives an order, and returns at once: the journal tells what became of it. A run that has ended hears none. */
    public void order(Order order) throws IOException, InterruptedException {
        wait(started).process().order(order);
    }

    /** Whether the run is over, and judged. */
    public boolean over() {
        return result.isDone();
    }

    /**
     * Waits for the end of the run, and its judgement.
     *
     * @throws IOException when it could not be begun or judged
     */
    public Result result() throws IOException, InterruptedException {
        return wait(result);
    }

    private static <T> T wait(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** A run that has a process. */
    private record Started(Path directory, RunnerProcess process) {}
}
