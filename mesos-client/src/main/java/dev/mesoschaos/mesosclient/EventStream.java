package dev.mesoschaos.mesosclient;

import com.google.protobuf.Message;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;

/** The open answer to one SUBSCRIBE, read by one thread until it ends. */
final class EventStream implements AutoCloseable {

    static final String STREAM_ID = "Mesos-Stream-Id";

    /** How many heartbeats may be missing before a stream counts as dead (mesos-facts 2.1). */
    private static final int MISSED_HEARTBEATS = 5;
    private static final int BUFFER_BYTES = 16 << 10;
    /** The first event may be the state of a whole cluster, which takes its time. */
    private static final Duration LONGEST_START = Duration.ofSeconds(75);

    private final MasterAddress master;
    private final Response response;
    private final Call call;
    private final Exchange exchange;
    private final WireFormat format;
    private final RecordIoDecoder decoder;
    private final PeerText words;
    private final LongSupplier nanos;
    private volatile MesosException broken;
    private Duration silence;
    private Duration patience = LONGEST_START;
    private boolean delivered;
    private boolean ended;
    private boolean trickling;
    private long tricklesSinceNanos;

    private EventStream(
            Redirects.Reached reached, WireFormat format, int maxRecordBytes, Duration silence, LongSupplier nanos) {
        this.master = reached.master();
        this.response = reached.response();
        this.call = reached.call();
        this.exchange = reached.exchange();
        this.format = format;
        this.decoder = new RecordIoDecoder(maxRecordBytes);
        this.words = reached.words();
        this.silence = silence;
        this.nanos = nanos;
    }

    /**
     * Takes over an answer.
     *
     * @param silence how long it may say nothing before the first event
     * @throws MesosException when it is no stream of events
     */
    static EventStream of(
            Redirects.Reached reached, WireFormat format, int maxRecordBytes, Duration silence, LongSupplier nanos) {
        EventStream stream = new EventStream(reached, format, maxRecordBytes, silence, nanos);
        try {
            Answer.failUnlessSuccess(reached);
            Answer.requireType(reached, format);
            return stream;
        } catch (MesosException e) {
            stream.close();
            throw e;
        }
    }

    MasterAddress master() {
        return master;
    }

    Optional<String> id() {
        return Optional.ofNullable(response.header(STREAM_ID));
    }

    /** Says how often the master promised to send something, so that its silence can be noticed. */
    void expectEvery(Duration heartbeat) {
        silence = heartbeat.multipliedBy(MISSED_HEARTBEATS);
        patience = silence;
        try {
            exchange.limitSilence(response, silence);
        } catch (SocketException e) {
            throw Failures.of("the stream of " + master + " broke", e, true, words);
        }
    }

    /**
     * Hands over events in order until the master ends the stream, be it with the last chunk or with the connection.
     *
     * @throws MesosException when the stream breaks, falls silent, or is no stream of such events
     */
    <E extends Message> void read(E prototype, Consumer<E> sink) {
        try {
            readAll(prototype, sink);
        } catch (MesosException.Malformed e) {
            throw new MesosException.Malformed(
                    "the stream of " + master + " is broken: " + words.printable(e.getMessage()), words.printable(e));
        } catch (SocketTimeoutException e) {
            throw silent(e);
        } catch (IOException e) {
            throw broken != null ? broken : Failures.of("the stream of " + master + " broke", e, true, words);
        }
    }

    private <E extends Message> void readAll(E prototype, Consumer<E> sink) throws IOException {
        BufferedSource source = response.body().source();
        RecordIoDecoder.Sink events = (bytes, offset, length) -> {
            if (length > 0) {
                sink.accept(format.read(prototype, bytes, offset, length));
            }
            delivered = true;
        };
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = source.read(buffer); count != -1; count = source.read(buffer)) {
            decoder.feed(buffer, 0, count, events);
            noticeTrickle();
        }
        decoder.finish();
        ended = true;
    }

    /**
     * A peer that sends a byte now and then is as dead as one that sends none. The time runs from the first chunk that
     * completes no record, so that a slow listener is not held against the master and a busy stream reads no clock.
     */
    private void noticeTrickle() {
        if (delivered) {
            delivered = false;
            trickling = false;
        } else if (!trickling) {
            trickling = true;
            tricklesSinceNanos = nanos.getAsLong();
        } else if (nanos.getAsLong() - tricklesSinceNanos > patience.toNanos()) {
            throw silent(null);
        }
    }

    private MesosException.Unreachable silent(IOException cause) {
        return new MesosException.Unreachable(
                "the stream of " + master + " brought no event for " + silence, true, true, cause);
    }

    /** Breaks the stream from any thread; the reader sees it fail with {@code why}. */
    void cancel(MesosException why) {
        broken = why;
        call.cancel();
    }

    /** A stream that has not ended is cut off, or the close would read on for a while, to save the connection. */
    @Override
    public void close() {
        if (!ended) {
            call.cancel();
        }
        response.close();
    }
}
