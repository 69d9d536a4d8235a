package dev.mesoschaos.mesosclient;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that does to every connection what a test says, byte by byte, and counts what the client has taken. */
final class RawPeer implements AutoCloseable {

    /** What to do once a request has come in. */
    @FunctionalInterface
    interface Behaviour {
        void answer(OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger closedByClient = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();

    RawPeer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException("no port for a raw peer", e);
        }
        threads.add(Thread.ofPlatform().daemon().name("raw-peer").start(this::accept));
    }

    MasterAddress address() {
        return new MasterAddress("127.0.0.1", server.getLocalPort());
    }

    int connections() {
        return open.size();
    }

    /** How many connections the client has ended. */
    int closedByClient() {
        return closedByClient.get();
    }

    /** Bytes that went out to clients, which may still be on their way. */
    long written() {
        return written.get();
    }

    static Behaviour saying(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                threads.add(Thread.ofPlatform().daemon().name("raw-peer-connection").start(() -> serve(socket)));
            }
        } catch (IOException e) {
            assert server.isClosed() : e;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            if (in.read(new byte[64 << 10]) > 0) {
                behaviour.answer(new Counted(socket.getOutputStream()));
                socket.getOutputStream().flush();
            }
            in.transferTo(OutputStream.nullOutputStream());
            closedByClient.incrementAndGet();
        } catch (IOException e) {
            // The client has left while it was talked to.
            closedByClient.incrementAndGet();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the raw peer does not stop", e);
        }
    }

    private final class Counted extends OutputStream {

        private final OutputStream out;

        private Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            written.incrementAndGet();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written.addAndGet(length);
        }
    }
}
