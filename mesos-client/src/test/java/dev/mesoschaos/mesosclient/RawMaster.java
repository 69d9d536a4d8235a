package dev.mesoschaos.mesosclient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import okio.ByteString;

/** Answers the first connection with bytes as they are, cut anywhere, and every other one not at all. */
final class RawMaster implements AutoCloseable {

    private static final int LONGEST_REQUEST_BYTES = 64 << 10;

    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Thread thread;

    /** A server that answers {@code bytes} in pieces of random size and then closes the connection or keeps it open. */
    RawMaster(ByteString bytes, long seed, boolean closesAfterwards) {
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException("no port for a raw master", e);
        }
        thread = Thread.ofPlatform().daemon().name("raw-master").start(
                () -> serve(bytes, SystemTime.random(seed), closesAfterwards));
    }

    MasterAddress address() {
        return new MasterAddress("127.0.0.1", server.getLocalPort());
    }

    private void serve(ByteString bytes, RandomGenerator random, boolean closesAfterwards) {
        try {
            Socket socket = server.accept();
            open.add(socket);
            socket.setTcpNoDelay(true);
            if (socket.getInputStream().read(new byte[LONGEST_REQUEST_BYTES]) < 0) {
                return;
            }
            for (int at = 0; at < bytes.size();) {
                int end = Math.min(bytes.size(), at + random.nextInt(1, 200));
                socket.getOutputStream().write(bytes.substring(at, end).toByteArray());
                socket.getOutputStream().flush();
                at = end;
            }
            server.close();
            if (closesAfterwards) {
                socket.close();
            }
        } catch (IOException e) {
            // the test has ended before the bytes have
            assert server.isClosed() || open.stream().anyMatch(Socket::isClosed) : e;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
            thread.join(Duration.ofSeconds(5));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the raw master does not stop", e);
        }
    }
}
