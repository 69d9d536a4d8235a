package dev.mesoschaos.testbed.master;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.master.Protos.Event;

/** A subscriber of the operator API that reads its stream on a thread of its own. */
final class OperatorWatch implements AutoCloseable {

    private static final MediaType PROTOBUF = MediaType.get("application/x-protobuf");

    private final Call subscription;
    private final Response stream;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    OperatorWatch(OkHttpClient client, String master) throws IOException, InterruptedException {
        subscription = client.newCall(new Request.Builder()
                .url("http://" + master + "/api/v1")
                .header("Accept", PROTOBUF.toString())
                .post(RequestBody.create(
                        Protos.Call.newBuilder().setType(Protos.Call.Type.SUBSCRIBE).build().toByteArray(), PROTOBUF))
                .build());
        stream = subscription.execute();
        Thread.ofVirtual().start(this::read);
        until(Event.Type.HEARTBEAT);
    }

    /** The types of all events up to the first of this type, that one included; other heartbeats are left out. */
    List<Event.Type> until(Event.Type last) throws InterruptedException {
        List<Event.Type> seen = new ArrayList<>();
        while (true) {
            Event event = events.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + last + " within 10 s, but " + seen);
            }
            if (event.getType() != Event.Type.HEARTBEAT || last == Event.Type.HEARTBEAT) {
                seen.add(event.getType());
            }
            if (event.getType() == last) {
                return seen;
            }
        }
    }

    private void read() {
        try (BufferedSource source = stream.body().source()) {
            while (!source.exhausted()) {
                long length = Long.parseLong(source.readUtf8LineStrict());
                events.add(Event.parseFrom(source.readByteArray(length)));
            }
        } catch (IOException | IllegalStateException e) {
            // The stream ended, which the test knows.
        }
    }

    @Override
    public void close() {
        subscription.cancel();
    }
}
