package dev.mesoschaos.testbed.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.junit.jupiter.api.Test;

class UpdateStreamTest {

    private static final TaskStatus STARTING = status(TaskState.TASK_STARTING, 1);
    private static final TaskStatus RUNNING = status(TaskState.TASK_RUNNING, 2);
    private static final TaskStatus FAILED = status(TaskState.TASK_FAILED, 3);

    @Test
    void theNextUpdateWaitsForTheAcknowledgementOfTheOneBefore() {
        UpdateStream stream = new UpdateStream(STARTING, at(0));
        stream.add(RUNNING, at(0));

        assertThat(stream.poll(at(0))).contains(STARTING);
        assertThat(stream.poll(at(5))).isEmpty();
        assertThat(stream.acknowledge(STARTING.getUuid(), at(6))).isTrue();
        assertThat(stream.poll(at(6))).contains(RUNNING);
    }

    @Test
    void anUnacknowledgedUpdateIsSentAgainAfterTenSecondsAndTwiceAsLongEachTime() {
        UpdateStream stream = new UpdateStream(STARTING, at(0));

        for (int seconds : List.of(0, 10, 30, 70, 150)) {
            assertThat(stream.poll(at(seconds - 0.001))).isEmpty();
            assertThat(stream.poll(at(seconds))).contains(STARTING);
        }
    }

    @Test
    void thePauseNeverExceedsTenMinutes() {
        UpdateStream stream = new UpdateStream(STARTING, at(0));
        double now = 0;
        for (int i = 0; i < 12; i++) {
            stream.poll(at(now));
            now += 600;
        }
        assertThat(stream.poll(at(now))).isPresent();
        assertThat(stream.poll(at(now + 599))).isEmpty();
        assertThat(stream.poll(at(now + 600))).isPresent();
    }

    @Test
    void aRegistrationSendsAtOnceAndMakesThePausesShortAgain() {
        UpdateStream stream = new UpdateStream(STARTING, at(0));
        stream.poll(at(0));
        stream.poll(at(10));

        stream.restart(at(12));

        assertThat(stream.poll(at(12))).contains(STARTING);
        assertThat(stream.poll(at(21.9))).isEmpty();
        assertThat(stream.poll(at(22))).contains(STARTING);
    }

    @Test
    void aDuplicateOrForeignAcknowledgementChangesNothing() {
        UpdateStream stream = new UpdateStream(STARTING, at(0));
        stream.add(RUNNING, at(0));
        stream.poll(at(0));

        assertThat(stream.acknowledge(FAILED.getUuid(), at(1))).isFalse();
        assertThat(stream.acknowledge(STARTING.getUuid(), at(1))).isTrue();
        assertThat(stream.acknowledge(STARTING.getUuid(), at(1))).isFalse();
        assertThat(stream.unacknowledged()).isEqualTo(1);
    }

    @Test
    void theLatestStateIsAheadOfTheUpdateOnItsWay() {
        UpdateStream stream = new UpdateStream(STARTING, at(0));
        stream.poll(at(0));
        stream.add(FAILED, at(1));

        assertThat(stream.latestState()).isEqualTo(TaskState.TASK_FAILED);
        assertThat(stream.forwarded()).contains(STARTING);
        assertThat(stream.isDone()).isFalse();
    }

    @Test
    void aStreamIsDoneOnceItsTerminalUpdateIsAcknowledged() {
        UpdateStream stream = new UpdateStream(FAILED, at(0));
        assertThat(stream.isDone()).isFalse();

        stream.acknowledge(FAILED.getUuid(), at(1));

        assertThat(stream.isDone()).isTrue();
        assertThat(stream.poll(at(100))).isEmpty();
    }

    @Test
    void aRecoveredStreamGoesOnWhereItWas() {
        UpdateStream stream = new UpdateStream(List.of(STARTING, RUNNING, FAILED), 1, at(0));

        assertThat(stream.forwarded()).contains(STARTING);
        assertThat(stream.poll(at(0))).contains(RUNNING);
        assertThat(stream.latestState()).isEqualTo(TaskState.TASK_FAILED);
    }

    private static long at(double seconds) {
        return Duration.ofDays(1).toNanos() + (long) (seconds * 1e9);
    }

    private static TaskStatus status(TaskState state, long number) {
        ByteString uuid = StatusStamp.bytes(new UUID(0, number));
        return TaskStatus.newBuilder()
                .setTaskId(TaskID.newBuilder().setValue("t"))
                .setState(state)
                .setUuid(uuid)
                .build();
    }
}
