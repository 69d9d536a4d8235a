package dev.mesoschaos.testbed.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the sandboxes of executors that ended {@code gc_delay} ago. Of those that ended before this process of the agent
 * started it knows nothing. Times are nanoseconds of one monotonic clock.
 */
final class SandboxGc {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxGc.class);

    private final Deque<Scheduled> scheduled = new ArrayDeque<>();
    private final Duration delay;
    private final Executor background;

    private record Scheduled(Path sandbox, long dueNanos) {}

    SandboxGc(Duration delay, Executor background) {
        this.delay = delay;
        this.background = background;
    }

    void schedule(Path sandbox, long nowNanos) {
        scheduled.addLast(new Scheduled(sandbox, nowNanos + delay.toNanos()));
    }

    /** Deletes what is due; the oldest comes first, because all wait equally long. */
    void tick(long nowNanos) {
        while (!scheduled.isEmpty() && nowNanos - scheduled.getFirst().dueNanos() >= 0) {
            Path sandbox = scheduled.removeFirst().sandbox();
            background.execute(() -> delete(sandbox));
        }
    }

    private static void delete(Path sandbox) {
        try (Stream<Path> files = Files.walk(sandbox)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("Cannot delete {}: {}", sandbox, e.toString());
        }
    }
}
