package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The operator API of the leading master, asked as an operator does who knows all masters: whoever answered last is asked
 * first, a redirect is followed once, and after a failure the next one is asked (mesos-facts 1.2).
 */
final class MasterApi implements Service {

    /** Name of the service in the journal. */
    static final String NAME = "master-api";

    /** Of bytes, because Mesos refuses a media type with a character set (mesos-facts J3). */
    private static final RequestBody HEALTH = RequestBody.create(
            "{\"type\":\"GET_HEALTH\"}".getBytes(StandardCharsets.UTF_8), MediaType.get("application/json"));

    private static final int REDIRECT = 307;

    private final Cluster cluster;
    private final OkHttpClient client;
    private final AtomicReference<Address> first;

    MasterApi(Cluster cluster, Duration timeout) {
        this.cluster = cluster;
        this.client = new OkHttpClient.Builder()
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(timeout.dividedBy(2))
                .build();
        this.first = new AtomicReference<>(cluster.masters().getFirst());
    }

    @Override
    public Answer ask() {
        Address asked = first.get();
        try (Response response = client.newCall(health(asked)).execute()) {
            return response.code() == REDIRECT ? followed(response) : answer(asked, response);
        } catch (InterruptedIOException e) {
            return failed(asked, Outcome.TIMEOUT);
        } catch (IOException e) {
            return failed(asked, Outcome.BROKEN);
        }
    }

    private Answer followed(Response redirect) throws IOException {
        Address asked = of(redirect.request().url());
        HttpUrl target = redirect.request().url().resolve(redirect.header("Location", ""));
        if (target == null) {
            return failed(asked, Outcome.ERROR_STATUS);
        }
        Address leader = cluster.route(of(target));
        try (Response response = client.newCall(health(leader)).execute()) {
            return response.isSuccessful() ? answer(leader, response) : failed(asked, Outcome.ERROR_STATUS);
        }
    }

    private Answer answer(Address asked, Response response) {
        if (!response.isSuccessful()) {
            return failed(asked, Outcome.ERROR_STATUS);
        }
        first.set(asked);
        return new Answer(Outcome.OK, asked.toString());
    }

    /** The next one is asked next. */
    private Answer failed(Address asked, Outcome outcome) {
        List<Address> masters = cluster.masters();
        int next = (masters.indexOf(asked) + 1) % masters.size();
        first.compareAndSet(asked, masters.get(next));
        return new Answer(outcome, "");
    }

    private static Address of(HttpUrl url) {
        return new Address(url.host(), url.port());
    }

    private static Request health(Address master) {
        HttpUrl url = new HttpUrl.Builder()
                .scheme("http")
                .host(master.host())
                .port(master.port())
                .addPathSegments("api/v1")
                .build();
        return new Request.Builder().url(url).header("Accept", "application/json").post(HEALTH).build();
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
