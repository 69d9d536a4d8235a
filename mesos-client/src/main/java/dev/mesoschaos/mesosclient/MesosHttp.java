package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
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
    private final Builder settings;

    private MesosHttp(Builder settings) {
        this.settings = settings;
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
        this.okHttp = client.build();
        this.redirects = new Redirects(okHttp, new Dialling(settings.tls.isPresent() ? "https" : "http",
                settings.route, settings.trusted, settings.credentials, settings.nanos));
    }

    /** Settings to change before {@link Builder#build}; the defaults suit a cluster near by. */
    public static Builder builder() {
        return new Builder();
    }

    /** Protobuf, five seconds a call, no credentials. */
    public static MesosHttp standard() {
        return builder().build();
    }

    WireFormat format() {
        return settings.format;
    }

    long seed() {
        return settings.seed;
    }

    /** Sends a call and follows redirects; the answer is complete and one of success. */
    <M extends Message> Answer<M> post(
            MasterAddress to, String path, Message call, Optional<String> streamId, M prototype) {
        Request.Builder request = request(call);
        streamId.ifPresent(id -> request.header(EventStream.STREAM_ID, id));
        return Answer.message(send(to, path, request, Redirects.MOST), settings.format, prototype, settings.maxAnswerBytes);
    }

    /** Sends a call to exactly this process: a redirect is an error. */
    <M extends Message> M postHere(MasterAddress to, String path, Message call, M prototype) {
        Redirects.Reached reached = send(to, path, request(call), 0);
        return Answer.message(reached, settings.format, prototype, settings.maxAnswerBytes).content();
    }

    /** Gets a v0 endpoint of exactly this process, as JSON. */
    JsonNode getHere(MasterAddress from, String path) {
        Request.Builder request = new Request.Builder().header("Accept", WireFormat.JSON.mediaType()).get();
        return Answer.tree(send(from, path, request, 0), settings.maxAnswerBytes).content();
    }

    /** Opens a subscription; {@code slot} can end it from another thread at any time, also while it opens. */
    EventStream open(MasterAddress to, String path, Message call, CallSlot slot) {
        Redirects.Reached reached = redirects.follow(to, path, request(call), Redirects.MOST, Duration.ZERO, slot);
        return EventStream.of(reached, settings.format, settings.maxRecordBytes, settings.callTimeout, settings.nanos);
    }

    private Redirects.Reached send(MasterAddress to, String path, Request.Builder request, int hops) {
        return redirects.follow(to, path, request, hops, settings.callTimeout, new CallSlot());
    }

    private Request.Builder request(Message call) {
        String type = settings.format.mediaType();
        byte[] body = settings.format.write(call);
        return new Request.Builder().header("Accept", type).post(RequestBody.create(body, MediaType.get(type)));
    }

    /** Ends calls and streams that are under way and closes idle connections. */
    @Override
    public void close() {
        okHttp.dispatcher().cancelAll();
        okHttp.connectionPool().evictAll();
    }

    /** Settings of a {@link MesosHttp}; each method returns the builder. */
    public static final class Builder {

        private WireFormat format = WireFormat.PROTOBUF;
        private Optional<Credentials> credentials = Optional.empty();
        private Optional<Tls> tls = Optional.empty();
        private Predicate<MasterAddress> trusted = address -> true;
        private Optional<SocketFactory> socketFactory = Optional.empty();
        private UnaryOperator<MasterAddress> route = UnaryOperator.identity();
        private Duration connectTimeout = Duration.ofSeconds(2);
        private Duration callTimeout = Duration.ofSeconds(5);
        private int maxRecordBytes = RecordIoDecoder.DEFAULT_MAX_RECORD_BYTES;
        private long maxAnswerBytes = 256L << 20;
        private LongSupplier nanos = SystemTime.nanos();
        private long seed = SystemTime.newSeed();

        private Builder() {}

        /** How messages are written; protobuf unless told otherwise. */
        public Builder format(WireFormat value) {
            format = Objects.requireNonNull(value);
            return this;
        }

        /**
         * Who is asking. Sent to every master and agent that is dialled, also after a redirect (mesos-facts section 8);
         * {@link #redirectsOnlyTo} says where redirects may lead, and with {@link #tls} nothing is sent before the peer has
         * shown a certificate that is trusted.
         */
        public Builder credentials(Credentials value) {
            credentials = Optional.of(value);
            return this;
        }

        /** Dials with TLS, and only so, also after redirects; without it everything is plain text. */
        public Builder tls(Tls value) {
            tls = Optional.of(value);
            return this;
        }

        /**
         * The masters that a redirect may lead to; any unless told otherwise, as a follower is the one who knows the
         * leader. A redirect to another is {@link MesosException.Malformed}, and nothing is sent there.
         */
        public Builder redirectsOnlyTo(Predicate<MasterAddress> value) {
            trusted = Objects.requireNonNull(value);
            return this;
        }

        /** Makes the sockets, before TLS is put on them; for instance inside another network namespace. */
        public Builder socketFactory(SocketFactory value) {
            socketFactory = Optional.of(value);
            return this;
        }

        /** The address to dial for an advertised one, where links run through proxies; itself unless told otherwise. */
        public Builder route(UnaryOperator<MasterAddress> value) {
            route = Objects.requireNonNull(value);
            return this;
        }

        /** How long a TCP connection may take to open; 2 s unless told otherwise. */
        public Builder connectTimeout(Duration value) {
            connectTimeout = positive(value);
            return this;
        }

        /**
         * How long a call may take with all its redirects and its whole answer, and how long a subscription may be silent
         * until its first event; 5 s unless told otherwise. GET_STATE of 100,000 tasks may take longer.
         */
        public Builder callTimeout(Duration value) {
            callTimeout = positive(value);
            return this;
        }

        /**
         * The longest record of a stream that is accepted, in bytes, at least 1; 64 MiB unless told otherwise. The first
         * record of an operator's stream holds the state of the whole cluster. Memory is taken as the bytes arrive.
         */
        public Builder maxRecordBytes(int value) {
            maxRecordBytes = value;
            return this;
        }

        /** The longest answer to a call that is accepted, in bytes after unpacking; 256 MiB unless told otherwise. */
        public Builder maxAnswerBytes(long value) {
            maxAnswerBytes = value;
            return this;
        }

        /** Where durations are read from. */
        public Builder nanos(LongSupplier value) {
            nanos = Objects.requireNonNull(value);
            return this;
        }

        /** What the pauses between attempts to subscribe are drawn from. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** The finished client; the builder may be used again. */
        public MesosHttp build() {
            return new MesosHttp(this);
        }

        private static Duration positive(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("a time limit must be more than nothing, not " + value);
            }
            return value;
        }
    }
}
