package dev.mesoschaos.testbed.agent.health;

import java.time.Duration;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CheckStatusInfo;

/** The check of one task, which only reports, and only changes (mesos-facts section 3). */
public final class CheckMonitor {

    private final CheckInfo check;
    private final Schedule schedule;
    private CheckStatusInfo told;

    /** A check of a task that starts now. */
    public CheckMonitor(CheckInfo check, long nowNanos) {
        this.check = check;
        this.schedule = new Schedule(check.getDelaySeconds(), check.getIntervalSeconds(), nowNanos);
        this.told = Finding.empty(check.getType());
    }

    /** The probe to begin now, if one is due. */
    public Optional<Probe> begin(long nowNanos) {
        return schedule.begins(nowNanos) ? Optional.of(Probe.of(check)) : Optional.empty();
    }

    /** How long a try may take. */
    public Duration timeout() {
        return Schedule.seconds(check.getTimeoutSeconds());
    }

    /** The status to tell, if the end of a try changed it. */
    public Optional<CheckStatusInfo> ended(Finding finding, long nowNanos) {
        schedule.ended(nowNanos);
        CheckStatusInfo found = finding.toMessage(check.getType());
        if (found.equals(told)) {
            return Optional.empty();
        }
        told = found;
        return Optional.of(found);
    }

    /** What was told last. */
    public CheckStatusInfo status() {
        return told;
    }
}
