package dev.mesoschaos.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.util.JsonFormat;
import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.SchedulerClient;
import dev.mesoschaos.mesosclient.SchedulerListener;
import dev.mesoschaos.mesosclient.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Status updates a second on one core: from the bytes of a connection through HTTP chunks, RecordIO and the message to the
 * listener of a {@link SchedulerClient}, beside nothing but parsing the same messages.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@Fork(3)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 3, time = 2)
public class StatusUpdates {

    private static final int EVENTS = 100_000;

    private final Updates protobuf = Updates.of(WireFormat.PROTOBUF, EVENTS);
    private final Updates json = Updates.of(WireFormat.JSON, EVENTS);
    private final JsonMapper mapper = new JsonMapper();

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void protobufLimitParseFrom(Blackhole hole) throws IOException {
        for (byte[] update : protobuf.updates()) {
            hole.consume(Event.parseFrom(update));
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void protobufThroughTheClient(Blackhole hole) throws InterruptedException {
        throughTheClient(WireFormat.PROTOBUF, protobuf, hole);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void jsonLimitJacksonTree(Blackhole hole) throws IOException {
        for (byte[] update : json.updates()) {
            hole.consume(mapper.readTree(update));
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void jsonLimitJsonFormat(Blackhole hole) throws IOException {
        for (byte[] update : json.updates()) {
            Event.Builder event = Event.newBuilder();
            JsonFormat.parser().ignoringUnknownFields().merge(new String(update, StandardCharsets.UTF_8), event);
            hole.consume(event.build());
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void jsonThroughTheClient(Blackhole hole) throws InterruptedException {
        throughTheClient(WireFormat.JSON, json, hole);
    }

    private static void throughTheClient(WireFormat format, Updates updates, Blackhole hole)
            throws InterruptedException {
        FrameworkInfo framework = FrameworkInfo.newBuilder().setUser("nobody").setName("benchmark").build();
        LeaderSource leader = LeaderSource.of(List.of(new MasterAddress("127.0.0.1", 5050)));
        Ears ears = new Ears(hole);
        try (MesosHttp http = MesosHttp.builder().format(format)
                .socketFactory(new MemorySockets(updates.stream())).build();
                SchedulerClient client = new SchedulerClient(http, leader, framework, ears)) {
            client.start();
            ears.ended.await();
        }
        if (ears.heard != EVENTS) {
            throw new IllegalStateException(ears.heard + " of " + EVENTS + " events arrived");
        }
    }

    private static final class Ears implements SchedulerListener {

        private final Blackhole hole;
        private final CountDownLatch ended = new CountDownLatch(1);
        private int heard;

        private Ears(Blackhole hole) {
            this.hole = hole;
        }

        @Override
        public void subscribed(FrameworkID framework, MasterInfo master) {}

        @Override
        public void event(Event event) {
            heard++;
            hole.consume(event);
        }

        @Override
        public void failed(String message) {
            ended.countDown();
        }
    }
}
