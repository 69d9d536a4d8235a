package dev.mesoschaos.testbed.master;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A scheduler that speaks protobuf and reads its stream on a thread of its own. */
final class FakeScheduler implements AutoCloseable {

    private static final MediaType PROTOBUF = MediaType.get("application/x-protobuf");

    private final OkHttpClient client;
    private final String master;
    private final okhttp3.Call subscription;
    private final Response stream;
    private final BlockingDeque<Event> events = new LinkedBlockingDeque<>();
    private FrameworkID id;

    FakeScheduler(OkHttpClient client, String master, FrameworkInfo info) throws IOException, InterruptedException {
        this.client = client;
        this.master = master;
        Call.Builder call = Call.newBuilder()
                .setType(Call.Type.SUBSCRIBE)
                .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info));
        if (info.hasId()) {
            call.setFrameworkId(info.getId());
        }
        subscription = post(call.build(), null);
        stream = subscription.execute();
        Thread.ofVirtual().start(this::read);
        id = next(Event.Type.SUBSCRIBED).getSubscribed().getFrameworkId();
    }

    FrameworkID id() {
        return id;
    }

    /** Sends a call and gives the status of its answer. */
    int call(Call.Builder call) throws IOException {
        okhttp3.Call post = post(call.setFrameworkId(id).build(), stream.header("Mesos-Stream-Id"));
        try (Response response = post.execute()) {
            return response.code();
        }
    }

    /** The next event of that type; others before it are dropped. */
    Event next(Event.Type type) throws InterruptedException {
        while (true) {
            Event event = events.poll(10, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no " + type + " within 10 s");
            }
            if (event.getType() == type) {
                return event;
            }
        }
    }

    /** The next event of that type; others before it are still to come, as an offer may overtake an update. */
    Event overtaking(Event.Type type) throws InterruptedException {
        List<Event> overtaken = new ArrayList<>();
        Event event = events.poll(10, TimeUnit.SECONDS);
        while (event != null && event.getType() != type) {
            overtaken.add(event);
            event = events.poll(10, TimeUnit.SECONDS);
        }
        overtaken.reversed().forEach(events::addFirst);
        if (event == null) {
            throw new AssertionError("no " + type + " within 10 s, but " + overtaken);
        }
        return event;
    }

    /** All events so far, removed. */
    List<Event> drain() {
        List<Event> all = new ArrayList<>();
        events.drainTo(all);
        return all;
    }

    private okhttp3.Call post(Call call, String streamId) {
        Request.Builder request = new Request.Builder()
                .url("http://" + master + "/api/v1/scheduler")
                .header("Accept", PROTOBUF.toString())
                .post(RequestBody.create(call.toByteArray(), PROTOBUF));
        if (streamId != null) {
            request.header("Mesos-Stream-Id", streamId);
        }
        return client.newCall(request.build());
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
