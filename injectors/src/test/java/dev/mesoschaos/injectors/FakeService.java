package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Something on a loopback address that answers any question, late or never if told so. */
public final class FakeService implements AutoCloseable {

    private final ServerSocket server;
    private final BooleanSupplier answers;
    private final Supplier<Duration> delay;

    private FakeService(String ip, int port, BooleanSupplier answers, Supplier<Duration> delay) {
        this.answers = answers;
        this.delay = delay;
        try {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getByName(ip), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public FakeService(String ip, int port, BooleanSupplier answers) {
        this(ip, port, answers, () -> Duration.ZERO);
    }

    public FakeService(String ip, BooleanSupplier answers) {
        this(ip, 0, answers);
    }

    public FakeService(String ip, BooleanSupplier answers, Supplier<Duration> delay) {
        this(ip, 0, answers, delay);
    }

    public Address address() {
        return new Address(server.getInetAddress().getHostAddress(), server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    /** Without an answer the question is read on and on, as behind a proxy that lets nothing through. */
    private void answer(Socket socket) {
        try (socket) {
            while (socket.getInputStream().read() >= 0) {
                if (answers.getAsBoolean()) {
                    Clock.system().pause(delay.get());
                    socket.getOutputStream().write("imok".getBytes(StandardCharsets.US_ASCII));
                    return;
                }
            }
        } catch (IOException e) {
            // The asker has gone.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
