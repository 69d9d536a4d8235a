package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code disk/du}: measures sandboxes every so often by {@code du}, and finds those over their quota where it is to be
 * enforced (mesos-facts section 10). Times are nanoseconds of one monotonic clock.
 */
public final class DiskUsage {

    private static final Logger LOG = LoggerFactory.getLogger(DiskUsage.class);
    private static final double BYTES_PER_MB = 1024 * 1024;
    private static final long BYTES_PER_KB = 1024;

    private final Optional<Duration> interval;
    private final boolean enforced;
    private final Executor background;
    private final Map<String, Measured> containers = new ConcurrentHashMap<>();

    private record Measured(Path sandbox, Optional<Long> quotaBytes, Optional<Long> usedBytes, long dueNanos) {}

    /**
     * Measures each container every {@code interval}, never when that is empty.
     *
     * @param enforced whether being over the quota is a limitation, {@code --enforce_container_disk_quota}
     * @param background where {@code du} is waited for
     */
    public DiskUsage(Optional<Duration> interval, boolean enforced, Executor background) {
        this.interval = interval;
        this.enforced = enforced;
        this.background = background;
    }

    /** Watches a container, or changes its quota. */
    public void watch(String containerId, Path sandbox, Optional<Long> quotaBytes, long nowNanos) {
        if (interval.isEmpty()) {
            return;
        }
        containers.compute(containerId, (id, before) -> before == null
                ? new Measured(sandbox, quotaBytes, Optional.empty(), nowNanos + interval.get().toNanos())
                : new Measured(sandbox, quotaBytes, before.usedBytes(), before.dueNanos()));
    }

    /** Watches a container no longer. */
    public void forget(String containerId) {
        containers.remove(containerId);
    }

    /** Measures what is due. */
    public void tick(long nowNanos) {
        containers.forEach((id, container) -> {
            if (nowNanos - container.dueNanos() >= 0) {
                containers.replace(id, new Measured(container.sandbox(), container.quotaBytes(), container.usedBytes(),
                        nowNanos + interval.orElseThrow().toNanos()));
                background.execute(() -> measure(id, container.sandbox()));
            }
        });
    }

    /** The quota of the container, where disk is measured and it has one. */
    public Optional<Long> quotaBytes(String containerId) {
        return Optional.ofNullable(containers.get(containerId)).flatMap(Measured::quotaBytes);
    }

    /** What the container used when it was last measured. */
    public Optional<Long> usedBytes(String containerId) {
        return Optional.ofNullable(containers.get(containerId)).flatMap(Measured::usedBytes);
    }

    /** The quota that the container went over, if it did and if that is enforced. */
    public Optional<Limitation> limitation(String containerId) {
        Measured container = containers.get(containerId);
        if (!enforced || container == null || container.quotaBytes().isEmpty() || container.usedBytes().isEmpty()) {
            return Optional.empty();
        }
        long used = container.usedBytes().get();
        long quota = container.quotaBytes().get();
        if (used <= quota) {
            return Optional.empty();
        }
        String message = "Disk usage (" + used / BYTES_PER_KB + "KB) exceeds quota (" + quota / BYTES_PER_KB + "KB)";
        return Optional.of(Limitation.of(Reason.REASON_CONTAINER_LIMITATION_DISK, message, "disk", used / BYTES_PER_MB));
    }

    private void measure(String id, Path sandbox) {
        try {
            long used = du(sandbox);
            containers.computeIfPresent(id, (key, now) ->
                    new Measured(now.sandbox(), now.quotaBytes(), Optional.of(used), now.dueNanos()));
        } catch (IOException e) {
            LOG.warn("Cannot measure {}: {}", sandbox, e.getMessage());
        }
    }

    private static long du(Path sandbox) throws IOException {
        Process du = new ProcessBuilder("du", "-k", "-s", sandbox.toString()).redirectError(Redirect.DISCARD).start();
        String said = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int end = said.indexOf('\t');
        if (end < 0) {
            throw new IOException("du said '" + said.strip() + "'");
        }
        return Long.parseLong(said.substring(0, end)) * BYTES_PER_KB;
    }
}
