package dev.mesoschaos.testbed.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.testbed.agent.health.HealthMonitor.Report;
import java.time.Duration;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {

    private static final Finding GOOD = new Finding.Exited(0);
    private static final Finding BAD = new Finding.Exited(1);

    private final HealthMonitor monitor = new HealthMonitor(
            HealthCheck.newBuilder()
                    .setType(HealthCheck.Type.COMMAND)
                    .setDelaySeconds(2)
                    .setIntervalSeconds(5)
                    .setGracePeriodSeconds(10)
                    .setConsecutiveFailures(2)
                    .build(),
            at(0));

    @Test
    void failuresWithinTheGracePeriodAreNotEvenReported() {
        assertThat(monitor.begin(at(1.9))).isEmpty();
        assertThat(monitor.begin(at(2))).isPresent();
        assertThat(monitor.ended(BAD, at(9.9))).isEmpty();
    }

    @Test
    void soManyFailuresInARowKill() {
        assertThat(monitor.ended(BAD, at(10.1))).contains(new Report(false, false));
        assertThat(monitor.ended(BAD, at(15.1))).contains(new Report(false, true));
    }

    @Test
    void aSuccessEndsTheGracePeriodAndARowOfFailures() {
        assertThat(monitor.ended(GOOD, at(3))).contains(new Report(true, false));
        assertThat(monitor.ended(GOOD, at(8))).isEmpty();
        assertThat(monitor.ended(BAD, at(9))).contains(new Report(false, false));
        assertThat(monitor.ended(GOOD, at(14))).contains(new Report(true, false));
        assertThat(monitor.ended(BAD, at(19))).contains(new Report(false, false));
    }

    @Test
    void oneTryIsMadeAtATimeAndTheNextAnIntervalAfterItsEnd() {
        assertThat(monitor.begin(at(2))).isPresent();
        assertThat(monitor.begin(at(30))).isEmpty();
        monitor.ended(new Finding.Nothing("timed out"), at(31));
        assertThat(monitor.begin(at(35.9))).isEmpty();
        assertThat(monitor.begin(at(36))).isPresent();
    }

    @Test
    void withoutStatusesAnAnswerOf200To399IsGood() {
        HealthCheck any = HealthCheck.newBuilder().setType(HealthCheck.Type.HTTP).build();
        HealthCheck only204 = HealthCheck.newBuilder()
                .setHttp(HealthCheck.HTTPCheckInfo.newBuilder().setPort(1).addStatuses(204))
                .build();

        assertThat(new Finding.Answered(399).isHealthy(any)).isTrue();
        assertThat(new Finding.Answered(400).isHealthy(any)).isFalse();
        assertThat(new Finding.Answered(200).isHealthy(only204)).isFalse();
        assertThat(new Finding.Answered(204).isHealthy(only204)).isTrue();
    }

    @Test
    void aCheckTellsOnlyWhatHasChanged() {
        CheckMonitor check = new CheckMonitor(
                CheckInfo.newBuilder()
                        .setType(CheckInfo.Type.COMMAND)
                        .setCommand(CheckInfo.Command.newBuilder().setCommand(CommandInfo.getDefaultInstance()))
                        .build(),
                at(0));

        assertThat(check.status().hasCommand()).isTrue();
        assertThat(check.ended(BAD, at(1)).map(CheckStatusInfo::getCommand)
                .map(CheckStatusInfo.Command::getExitCode)).contains(1);
        assertThat(check.ended(BAD, at(2))).isEmpty();
        assertThat(check.ended(new Finding.Nothing("timed out"), at(3)).map(found -> found.getCommand().hasExitCode()))
                .contains(false);
    }

    private static long at(double seconds) {
        return Duration.ofDays(1).toNanos() + (long) (seconds * 1e9);
    }
}
