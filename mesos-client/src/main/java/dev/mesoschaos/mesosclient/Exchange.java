package dev.mesoschaos.mesosclient;

import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;

/** What is seen of one HTTP request from below: whether it left, and on which socket. */
final class Exchange extends EventListener {

    private static final long NO_WATCHDOG = 0;

    private volatile boolean sent;
    private volatile Socket socket;

    /** Whether any byte of the request may have reached the peer. */
    boolean sent() {
        return sent;
    }

    /**
     * Changes how long the open answer may be silent. OkHttp keeps this time in two places, and the shorter one counts: the
     * socket, and a watchdog of its own around each read, which wakes a thread each time. Only TLS needs the watchdog, where
     * one read goes on over any number of reads of the socket.
     */
    void limitSilence(Response response, Duration silence) throws SocketException {
        socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
        long watchdogNanos = response.handshake() == null ? NO_WATCHDOG : silence.toNanos();
        response.body().source().timeout().timeout(watchdogNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        socket = connection.socket();
    }

    @Override
    public void requestHeadersStart(Call call) {
        sent = true;
    }
}
