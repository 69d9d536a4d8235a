package dev.mesoschaos.testbed.agent.health;

import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.HealthCheck;

/**
 * The health check of one task, as Mesos' health checker does it: failures within the grace period do not count until a
 * try has succeeded; each failure that counts is reported, and so many in a row kill the task; a success is reported when
 * it is the first or ends a row of failures. Times are nanoseconds of one monotonic clock.
 */
public final class HealthMonitor {

    /** What is to be told of the task. */
    public record Report(boolean healthy, boolean kill) {}

    private final HealthCheck check;
    private final Schedule schedule;
    private final long startedNanos;
    private boolean everHealthy;
    private int failures;

    /** A check of a task that starts now. */
    public HealthMonitor(HealthCheck check, long nowNanos) {
        this.check = check;
        this.startedNanos = nowNanos;
        this.schedule = new Schedule(check.getDelaySeconds(), check.getIntervalSeconds(), nowNanos);
    }

    /** The probe to begin now, if one is due. */
    public Optional<Probe> begin(long nowNanos) {
        return schedule.begins(nowNanos) ? Optional.of(Probe.of(check)) : Optional.empty();
    }

    /** How long a try may take. */
    public Duration timeout() {
        return Schedule.seconds(check.getTimeoutSeconds());
    }

    /** What follows from the end of a try. */
    public Optional<Report> ended(Finding finding, long nowNanos) {
        schedule.ended(nowNanos);
        if (finding.isHealthy(check)) {
            boolean news = !everHealthy || failures > 0;
            everHealthy = true;
            failures = 0;
            return news ? Optional.of(new Report(true, false)) : Optional.empty();
        }
        Duration grace = Schedule.seconds(check.getGracePeriodSeconds());
        if (!everHealthy && nowNanos - startedNanos <= grace.toNanos()) {
            return Optional.empty();
        }
        failures++;
        return Optional.of(new Report(false, failures >= check.getConsecutiveFailures()));
    }
}
