package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks a ZooKeeper server {@code ruok}, and takes the time: one request, one answer, no session. */
public final class FourLetterWord {

    private static final byte[] RUOK = "ruok".getBytes(StandardCharsets.US_ASCII);

    private FourLetterWord() {}

    /** How long the answer took, the connection apart; empty when none came within the limit. */
    public static Optional<Duration> roundTrip(Address server, Clock clock, Duration limit) {
        int limitMs = Math.toIntExact(limit.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), limitMs);
            socket.setSoTimeout(limitMs);
            socket.setTcpNoDelay(true);
            Instant asked = clock.now();
            socket.getOutputStream().write(RUOK);
            return socket.getInputStream().read() < 0
                    ? Optional.empty()
                    : Optional.of(Duration.between(asked, clock.now()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
