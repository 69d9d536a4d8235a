package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Event.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class TcpProbeTest {

    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final Runs run = new Runs();

    private void probe(int port) {
        Runs.during(
                new SlaProbe(Way.TCP, "web", 50, TIMEOUT)
                        .start(run.context, FakeWorkload.at(new Address("127.0.0.1", port))),
                () -> run.requests().size() >= 20);
    }

    @Test
    void whoeverTakesConnectionsIsThereAlsoWithoutAnyAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            probe(silent.getLocalPort());
        }

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.OK);
        assertThat(run.of(Event.Requests.class)).extracting(Event.Requests::probe).containsOnly("tcp");
    }

    @Test
    void aClosedPortIsRefused() throws IOException {
        try (Socket boundOnly = new Socket()) {
            boundOnly.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            probe(boundOnly.getLocalPort());
        }

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.REFUSED);
    }

    @Test
    void whoeverTakesNoMoreConnectionsIsATimeoutAndNotRefused() throws IOException {
        Deque<Socket> waiting = new ArrayDeque<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);
            probe(full.getLocalPort());
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.TIMEOUT);
    }

    /** Until the kernel drops what comes. */
    private static void fill(ServerSocket server, Deque<Socket> waiting) throws IOException {
        try {
            while (true) {
                waiting.push(new Socket());
                waiting.peek().connect(server.getLocalSocketAddress(), 200);
            }
        } catch (SocketTimeoutException e) {
            assertThat(waiting).hasSizeLessThan(100);
        }
    }
}
