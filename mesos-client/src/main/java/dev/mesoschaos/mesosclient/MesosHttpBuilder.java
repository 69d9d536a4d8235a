package dev.mesoschaos.mesosclient;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;

/** Settings of a {@link MesosHttp}; the defaults suit a cluster near by. Each method returns the builder. */
public final class MesosHttpBuilder {

    WireFormat format = WireFormat.PROTOBUF;
    Optional<Credentials> credentials = Optional.empty();
    Optional<Tls> tls = Optional.empty();
    Predicate<MasterAddress> trusted = address -> true;
    Optional<SocketFactory> socketFactory = Optional.empty();
    UnaryOperator<MasterAddress> route = UnaryOperator.identity();
    Duration connectTimeout = Duration.ofSeconds(2);
    Duration callTimeout = Duration.ofSeconds(5);
    int maxRecordBytes = RecordIoDecoder.DEFAULT_MAX_RECORD_BYTES;
    long maxAnswerBytes = 256L << 20;
    LongSupplier nanos = SystemTime.nanos();
    long seed = SystemTime.newSeed();

    MesosHttpBuilder() {}

    /** How messages are written; protobuf unless told otherwise. */
    public MesosHttpBuilder format(WireFormat value) {
        format = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Who is asking. Sent to every master and agent that is dialled, also after a redirect (mesos-facts section 8);
     * {@link #redirectsOnlyTo} says where redirects may lead, and with {@link #tls} nothing is sent before the peer has
     * shown a certificate that is trusted.
     */
    public MesosHttpBuilder credentials(Credentials value) {
        credentials = Optional.of(value);
        return this;
    }

    /** Dials with TLS, and only so, also after redirects; without it everything is plain text. */
    public MesosHttpBuilder tls(Tls value) {
        tls = Optional.of(value);
        return this;
    }

    /**
     * The masters that a redirect may lead to; any unless told otherwise, as a follower is the one who knows the
     * leader. A redirect to another is {@link MesosException.Malformed}, and nothing is sent there.
     */
    public MesosHttpBuilder redirectsOnlyTo(Predicate<MasterAddress> value) {
        trusted = Objects.requireNonNull(value);
        return this;
    }

    /** Makes the sockets, before TLS is put on them; for instance inside another network namespace. */
    public MesosHttpBuilder socketFactory(SocketFactory value) {
        socketFactory = Optional.of(value);
        return this;
    }

    /** The address to dial for an advertised one, where links run through proxies; itself unless told otherwise. */
    public MesosHttpBuilder route(UnaryOperator<MasterAddress> value) {
        route = Objects.requireNonNull(value);
        return this;
    }

    /** How long a TCP connection may take to open; 2 s unless told otherwise. */
    public MesosHttpBuilder connectTimeout(Duration value) {
        connectTimeout = positive(value);
        return this;
    }

    /**
     * How long a call may take with all its redirects and its whole answer, and how long a subscription may be silent
     * until its first event; 5 s unless told otherwise. GET_STATE of 100,000 tasks may take longer.
     */
    public MesosHttpBuilder callTimeout(Duration value) {
        callTimeout = positive(value);
        return this;
    }

    /**
     * The longest record of a stream that is accepted, in bytes, at least 1; 64 MiB unless told otherwise. The first
     * record of an operator's stream holds the state of the whole cluster. Memory is taken as the bytes arrive.
     */
    public MesosHttpBuilder maxRecordBytes(int value) {
        maxRecordBytes = value;
        return this;
    }

    /** The longest answer to a call that is accepted, in bytes after unpacking; 256 MiB unless told otherwise. */
    public MesosHttpBuilder maxAnswerBytes(long value) {
        maxAnswerBytes = value;
        return this;
    }

    /** Where durations are read from. */
    public MesosHttpBuilder nanos(LongSupplier value) {
        nanos = Objects.requireNonNull(value);
        return this;
    }

    /** What the pauses between attempts to subscribe are drawn from. */
    public MesosHttpBuilder seed(long value) {
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
