package dev.mesoschaos.conformance.bed;

import dev.mesoschaos.mesosclient.RecordIoDecoder;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * One subscription of a framework, raw: nothing is subscribed again, nothing redirected, and both ends of the stream are
 * told apart. What frameworks do with it is {@link Framework}'s matter.
 */
public final class Scheduler implements AutoCloseable {

    /** Where schedulers call. */
    public static final String PATH = "/api/v1/scheduler";

    private static final String PROTOBUF = "application/x-protobuf";

    private final Address master;
    private final Connection connection;
    private final Reply head;
    private final EventLog<Event> events = new EventLog<>(Words::of);
    private final CountDownLatch lastChunk = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private volatile Instant lastChunkAt;

    private Scheduler(Address master, Connection connection, Reply head) {
        this.master = master;
        this.connection = connection;
        this.head = head;
    }

    /** Subscribes; the answer may be a refusal, see {@link #head}. */
    static Scheduler subscribe(Address master, Ask ask, Consumer<Event> alsoTo) {
        try {
            Connection connection = Connection.to(master);
            Reply head = connection.open(ask);
            if (head.status() != 200) {
                try (connection) {
                    return new Scheduler(master, connection, new Reply(head.status(), head.headers(), connection.body(head)));
                }
            }
            connection.waitForEver();
            Scheduler scheduler = new Scheduler(master, connection, head);
            Thread.ofVirtual().start(() -> scheduler.read(alsoTo));
            return scheduler;
        } catch (IOException e) {
            throw new UncheckedIOException("no subscription at " + master, e);
        }
    }

    /** A request to subscribe. */
    public static Ask ask(FrameworkInfo info, Iterable<String> suppressed) {
        Call.Builder call = Call.newBuilder()
                .setType(Call.Type.SUBSCRIBE)
                .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info).addAllSuppressedRoles(suppressed));
        if (info.hasId()) {
            call.setFrameworkId(info.getId());
        }
        return ask(call.build());
    }

    /** A request with a call, in protobuf. */
    public static Ask ask(Call call) {
        return Ask.of("POST", PATH)
                .header("Content-Type", PROTOBUF)
                .header("Accept", PROTOBUF)
                .body(call.toByteArray());
    }

    /** Where it subscribed. */
    public Address master() {
        return master;
    }

    /** The head of the answer, or the whole of a refusal. */
    public Reply head() {
        return head;
    }

    /** The id of this stream. */
    public Optional<String> streamId() {
        return head.header("Mesos-Stream-Id");
    }

    /** All that came. */
    public EventLog<Event> events() {
        return events;
    }

    /** The id that the master gave or confirmed; waits for it. */
    public FrameworkID id() {
        return events.await(0, Bed.SOON, "SUBSCRIBED", event -> event.getType() == Event.Type.SUBSCRIBED)
                .event()
                .getSubscribed()
                .getFrameworkId();
    }

    /** When the chunk of length zero came; waits for it. */
    public Instant awaitLastChunk(Duration limit) {
        if (!came(lastChunk, limit)) {
            throw new AssertionError("the stream did not end within " + limit.toMillis() + " ms");
        }
        return lastChunkAt;
    }

    /** Whether the master closes the TCP connection within this time. */
    public boolean hangsUp(Duration limit) {
        return came(hungUp, limit);
    }

    /** Closes the TCP connection. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Consumer<Event> alsoTo) {
        RecordIoDecoder records = new RecordIoDecoder();
        try {
            for (Optional<byte[]> chunk = connection.chunk(); chunk.isPresent(); chunk = connection.chunk()) {
                byte[] bytes = chunk.get();
                records.feed(bytes, 0, bytes.length, (record, offset, length) -> {
                    Event event = Words.event(record, offset, length);
                    // First, so that whoever sees the event in the log finds its consequences drawn.
                    alsoTo.accept(event);
                    events.add(event);
                });
            }
            lastChunkAt = Clock.system().now();
            lastChunk.countDown();
            connection.awaitEnd();
        } catch (IOException e) {
            // The connection broke, or this side closed it: both are its end.
        }
        hungUp.countDown();
    }

    private static boolean came(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
