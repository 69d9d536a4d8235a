package dev.mesoschaos.mesosclient;

import com.google.protobuf.Message;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;

/** The open answer to one SUBSCRIBE, read by one thread until it ends. */
final class EventStream implements AutoCloseable {

    static final String STREAM_ID = "Mesos-Stream-Id";

    /** How many heartbeats may be missing before a stream counts as dead (mesos-facts 2.1). */
    private static final int MISSED_HEARTBEATS = 5;
    private static final int BUFFER_BYTES = 16 << 10;

    private final MasterAddress master;
    private final Response response;
    private final Call call;
    private final Exchange exchange;
    private final WireFormat format;
    private final RecordIoDecoder decoder;
    private Duration silence;

    private EventStream(Redirects.Reached reached, WireFormat format, int maxRecordBytes, Duration silence) {
        this.master = reached.master();
        this.response = reached.response();
        this.call = reached.call();
        this.exchange = reached.exchange();
        this.format = format;
        this.decoder = new RecordIoDecoder(maxRecordBytes);
        this.silence = silence;
    }

    /**
     * Takes over an answer.
     *
     * @param silence how long it may say nothing before the first event
     * @throws MesosException when it is no stream of events
     */
    static EventStream of(Redirects.Reached reached, WireFormat format, int maxRecordBytes, Duration silence) {
        EventStream stream = new EventStream(reached, format, maxRecordBytes, silence);
        try {
            Answer.failUnlessSuccess(reached);
            Answer.requireType(reached.master(), Answer.contentType(reached.response()), format);
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
        try {
            exchange.limitSilence(response, silence);
        } catch (SocketException e) {
            throw new MesosException.Unreachable("the stream of " + master + " broke: " + e.getMessage(), true, e);
        }
    }

    /**
     * Hands over events in order until the master ends the stream, be it with the last chunk or with the connection.
     *
     * @throws MesosException when the stream breaks, falls silent, or is no stream of such events
     */
    <E extends Message> void read(E prototype, Consumer<E> sink) {
        BufferedSource source = response.body().source();
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            for (int count = source.read(buffer); count != -1; count = source.read(buffer)) {
                decoder.feed(buffer, 0, count, (bytes, offset, length) -> {
                    if (length > 0) {
                        sink.accept(format.read(prototype, bytes, offset, length));
                    }
                });
            }
            decoder.finish();
        } catch (MesosException.Malformed e) {
            throw new MesosException.Malformed("the stream of " + master + " is broken: " + e.getMessage(), e);
        } catch (SocketTimeoutException e) {
            throw new MesosException.Unreachable(
                    "the stream of " + master + " was silent for " + silence, true, e);
        } catch (IOException e) {
            throw new MesosException.Unreachable("the stream of " + master + " broke: " + e.getMessage(), true, e);
        }
    }

    /** Breaks the stream from any thread; the reader sees it as broken. */
    void cancel() {
        call.cancel();
    }

    @Override
    public void close() {
        response.close();
    }
}
