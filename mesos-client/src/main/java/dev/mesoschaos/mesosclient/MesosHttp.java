package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * How to talk to masters and agents: format, credentials, time limits, and the way from an advertised address to the one
 * to dial. Shared by any number of clients and threads; closing it ends the connections of all of them.
 *
 * <p>A request is never sent twice behind the caller's back, and a redirect takes the credentials along (mesos-facts
 * section 0, J4).
 */
public final class MesosHttp implements AutoCloseable {

    private static final int IDLE_CONNECTIONS = 8;

    private final OkHttpClient okHttp;
    private final Redirects redirects;
    private final WireFormat format;
    private final Duration callTimeout;
    private final int maxRecordBytes;
    private final long maxAnswerBytes;
    private final LongSupplier nanos;
    private final long seed;

    MesosHttp(MesosHttpBuilder settings) {
        format = settings.format;
        callTimeout = settings.callTimeout;
        maxRecordBytes = settings.maxRecordBytes;
        maxAnswerBytes = settings.maxAnswerBytes;
        nanos = settings.nanos;
        seed = settings.seed;
        okHttp = okHttp(settings);
        redirects = new Redirects(okHttp, new Dialling(settings.tls.isPresent() ? "https" : "http",
                settings.route, settings.trusted, settings.credentials, nanos));
    }

    private static OkHttpClient okHttp(MesosHttpBuilder settings) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .proxy(Proxy.NO_PROXY)
                .protocols(List.of(Protocol.HTTP_1_1))
                // Without TLS nothing prepares for it, as that would read the certificates of all authorities.
                .connectionSpecs(List.of(settings.tls.isPresent() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .connectTimeout(settings.connectTimeout)
                .readTimeout(settings.callTimeout)
                .writeTimeout(settings.callTimeout);
        settings.tls.ifPresent(tls -> client.sslSocketFactory(tls.sockets(), tls.trust()));
        settings.socketFactory.ifPresent(client::socketFactory);
        return client.build();
    }

    /** Settings to change before {@link MesosHttpBuilder#build}; the defaults suit a cluster near by. */
    public static MesosHttpBuilder builder() {
        return new MesosHttpBuilder();
    }

    /** Protobuf, five seconds a call, no credentials. */
    public static MesosHttp standard() {
        return builder().build();
    }

    WireFormat format() {
        return format;
    }

    long seed() {
        return seed;
    }

    /** Sends a call and follows redirects; the answer is complete and one of success. */
    <M extends Message> Answer<M> post(
            MasterAddress to, String path, Message call, Optional<String> streamId, M prototype) {
        Request.Builder request = request(call);
        streamId.ifPresent(id -> request.header(EventStream.STREAM_ID, id));
        return Answer.message(send(to, path, request, Redirects.MOST), format, prototype, maxAnswerBytes);
    }

    /** Sends a call to exactly this process: a redirect is an error. */
    <M extends Message> M postHere(MasterAddress to, String path, Message call, M prototype) {
        Redirects.Reached reached = send(to, path, request(call), 0);
        return Answer.message(reached, format, prototype, maxAnswerBytes).content();
    }

    /** Gets a v0 endpoint of exactly this process, as JSON. */
    JsonNode getHere(MasterAddress from, String path) {
        Request.Builder request = new Request.Builder().header("Accept", WireFormat.JSON.mediaType()).get();
        return Answer.tree(send(from, path, request, 0), maxAnswerBytes).content();
    }

    /** Opens a subscription; {@code slot} can end it from another thread at any time, also while it opens. */
    EventStream open(MasterAddress to, String path, Message call, CallSlot slot) {
        Redirects.Reached reached = redirects.follow(to, path, request(call), Redirects.MOST, Duration.ZERO, slot);
        return EventStream.of(reached, format, maxRecordBytes, callTimeout, nanos);
    }

    private Redirects.Reached send(MasterAddress to, String path, Request.Builder request, int hops) {
        return redirects.follow(to, path, request, hops, callTimeout, new CallSlot());
    }

    private Request.Builder request(Message call) {
        String type = format.mediaType();
        byte[] body = format.write(call);
        return new Request.Builder().header("Accept", type).post(RequestBody.create(body, MediaType.get(type)));
    }

    /** Ends calls and streams that are under way and closes idle connections. */
    @Override
    public void close() {
        okHttp.dispatcher().cancelAll();
        okHttp.connectionPool().evictAll();
    }
}
