package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Words that a ZooKeeper server answers without a session: one question, one answer. */
public final class FourLetterWord {

    private FourLetterWord() {}

    /** How long the answer to {@code ruok} took, the connection apart; empty when none came within the limit. */
    public static Optional<Duration> roundTrip(Address server, Clock clock, Duration limit) {
        int limitMs = Math.toIntExact(limit.toMillis());
        try (Socket socket = connect(server, limitMs)) {
            Instant asked = clock.now();
            send(socket, "ruok");
            return socket.getInputStream().read() < 0
                    ? Optional.empty()
                    : Optional.of(Duration.between(asked, clock.now()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The whole answer to a word; empty when the server is silent for longer than the limit.
     *
     * @throws ClusterException when the server does not allow the word
     */
    static Optional<String> ask(Address server, String word, Duration limit) {
        try (Socket socket = connect(server, Math.toIntExact(limit.toMillis()))) {
            send(socket, word);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (answer.contains("not in the whitelist")) {
                throw new ClusterException("ZooKeeper server " + server + " does not answer '" + word
                        + "': add it to its 4lw.commands.whitelist");
            }
            return Optional.of(answer).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Socket connect(Address server, int limitMs) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(server.host(), server.port()), limitMs);
            socket.setSoTimeout(limitMs);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void send(Socket socket, String word) throws IOException {
        socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
    }
}
