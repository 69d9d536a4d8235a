package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/** A connection to a service, and one conversation over it. */
final class Talk implements AutoCloseable {

    private static final int CONNECT_LIMIT_MS = 5000;

    /** So many questions wait for their answers at a time, as no server keeps answers for a peer that does not read. */
    private static final int WINDOW = 64;

    private final Socket socket = new Socket();

    private Talk() {}

    /** Connects. */
    static Talk open(Address address) throws IOException {
        Talk talk = new Talk();
        try {
            talk.socket.setTcpNoDelay(true);
            talk.socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_LIMIT_MS);
            return talk;
        } catch (IOException e) {
            talk.close();
            throw e;
        }
    }

    /** A whole conversation over a connection of its own. */
    static Heard hold(Address address, Host host, Speech speech, Duration patience, Clock clock) {
        try (Talk talk = open(address)) {
            return talk.hold(host, speech, patience, clock);
        } catch (IOException e) {
            return new Heard(Heard.End.REFUSED, 0, Duration.ZERO);
        }
    }

    /** The conversation over this connection. */
    Heard hold(Host host, Speech speech, Duration patience, Clock clock) {
        int questions = speech.questions(host.role());
        Answers answers = speech.answers(host.role());
        Semaphore window = new Semaphore(WINDOW);
        Instant start = clock.now();
        Thread speaker = Thread.ofVirtual().start(() -> say(speech, questions, host, window));
        byte[] buffer = new byte[1 << 14];
        long bytes = 0;
        int answered = 0;
        Heard.End end = Heard.End.ANSWERED;
        try {
            while (end == Heard.End.ANSWERED && (answered < questions || questions == 0)) {
                socket.setSoTimeout(left(patience, Duration.between(start, clock.now())));
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    end = Heard.End.CLOSED;
                } else {
                    bytes += count;
                    int whole = answers.take(buffer, count);
                    answered += whole;
                    window.release(whole);
                }
            }
        } catch (SocketTimeoutException e) {
            end = Heard.End.SILENT;
        } catch (IOException e) {
            end = Heard.End.RESET;
        } finally {
            speaker.interrupt();
        }
        return new Heard(end, bytes, Duration.between(start, clock.now()));
    }

    private void say(Speech speech, int questions, Host host, Semaphore window) {
        try {
            for (int i = 0; i < questions; i++) {
                window.acquire();
                socket.getOutputStream().write(speech.question(i, host));
            }
            if (questions == 0) {
                socket.shutdownOutput();
            }
        } catch (InterruptedException | IOException e) {
            // The conversation is over, which the listener tells.
        }
    }

    private static int left(Duration patience, Duration passed) throws SocketTimeoutException {
        long left = patience.minus(passed).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no more patience");
        }
        return Math.toIntExact(left);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is what it shall be.
        }
    }
}
