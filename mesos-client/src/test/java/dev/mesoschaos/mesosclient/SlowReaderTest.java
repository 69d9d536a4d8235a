package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A listener so slow that the master's connection fills up behind it. */
class SlowReaderTest {

    private static final int EVENTS = 40_000;

    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final int[] order = new int[EVENTS];
    private final AtomicInteger count = new AtomicInteger();
    private volatile Throwable gap;

    @ParameterizedTest
    @EnumSource
    void thousandsOfEventsBehindNothingIsLostOrReordered(WireFormat format) {
        try (RawPeer master = new RawPeer(out -> {
            out.write(("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: " + format.mediaType() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(chunk(format, subscribed()));
            for (int i = 0; i < EVENTS; i++) {
                out.write(chunk(format, updated(i)));
            }
        });
                MesosHttp http = MesosHttp.builder().format(format).build();
                Subscription subscription =
                        new OperatorClient(http, LeaderSource.of(List.of(master.address()))).subscribe(new Slow())) {
            await().until(() -> count.get() == 1);
            // The kernel holds some megabytes; then the master is stuck, thousands of events ahead of the listener.
            long[] before = {-1};
            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                boolean stuck = master.written() == before[0];
                before[0] = master.written();
                return stuck;
            });
            assertThat(count).hasValue(1);
            assertThat(master.written()).as("bytes sent ahead").isGreaterThan(2_000_000);
            mayGoOn.countDown();
            await().atMost(Duration.ofSeconds(60)).until(() -> count.get() == EVENTS);
            assertThat(order).isEqualTo(IntStream.range(0, EVENTS).toArray());
            assertThat(gap).isNull();
            assertThat(subscription).isNotNull();
        }
    }

    private final class Slow implements OperatorListener {

        @Override
        public void subscribed(GetState snapshot) {}

        @Override
        public void event(Event event) {
            int number = Integer.parseInt(event.getTaskUpdated().getStatus().getTaskId().getValue());
            order[count.get()] = number;
            if (count.incrementAndGet() == 1) {
                waitForTheTest();
            }
        }

        @Override
        public void gap(Throwable why) {
            gap = why;
        }

        private void waitForTheTest() {
            try {
                assertThat(mayGoOn.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Event subscribed() {
        return Event.newBuilder().setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder().setHeartbeatIntervalSeconds(15)).build();
    }

    private static Event updated(int number) {
        TaskStatus status = TaskStatus.newBuilder().setState(TaskState.TASK_RUNNING).setMessage("x".repeat(400))
                .setTaskId(TaskID.newBuilder().setValue(Integer.toString(number))).build();
        return Event.newBuilder().setType(Event.Type.TASK_UPDATED).setTaskUpdated(Event.TaskUpdated.newBuilder()
                .setFrameworkId(FrameworkID.newBuilder().setValue("F")).setState(TaskState.TASK_RUNNING)
                .setStatus(status)).build();
    }

    private static byte[] chunk(WireFormat format, Event event) throws IOException {
        byte[] record = format.write(event);
        String header = record.length + "\n";
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.write((Integer.toHexString(header.length() + record.length) + "\r\n" + header)
                .getBytes(StandardCharsets.US_ASCII));
        chunk.write(record);
        chunk.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunk.toByteArray();
    }
}
