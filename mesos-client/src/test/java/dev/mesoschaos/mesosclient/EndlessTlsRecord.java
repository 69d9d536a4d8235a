package dev.mesoschaos.mesosclient;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A server that answers over TLS once, and then begins a record of TLS that comes byte by byte and has no end. */
final class EndlessTlsRecord implements AutoCloseable {

    private static final int LONGEST_REQUEST_BYTES = 64 << 10;
    /** Application data of TLS 1.2 and 1.3, of 16 KiB. */
    private static final byte[] RECORD_HEADER = {0x17, 3, 3, 0x40, 0};
    private static final int TRICKLED_BYTES = 1000;

    private final SSLSocketFactory tls;
    private final byte[] answer;
    private final ServerSocket server;
    private final Thread thread;
    private volatile Socket open = new Socket();

    EndlessTlsRecord(SSLSocketFactory tls, byte[] answer) {
        this.tls = tls;
        this.answer = answer;
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException("no port for a server", e);
        }
        thread = Thread.ofPlatform().daemon().name("endless-record").start(this::serve);
    }

    MasterAddress address() {
        return new MasterAddress("127.0.0.1", server.getLocalPort());
    }

    private void serve() {
        try (Socket socket = server.accept();
                SSLSocket inside = (SSLSocket) tls.createSocket(socket, "127.0.0.1", socket.getPort(), true)) {
            open = socket;
            socket.setTcpNoDelay(true);
            inside.setUseClientMode(false);
            if (inside.getInputStream().read(new byte[LONGEST_REQUEST_BYTES]) < 0) {
                return;
            }
            inside.getOutputStream().write(answer);
            socket.getOutputStream().write(RECORD_HEADER);
            for (int i = 0; i < TRICKLED_BYTES; i++) {
                socket.getOutputStream().write(0);
                await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            }
        } catch (IOException e) {
            // The client has left, or the test is over.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            open.close();
            thread.join(Duration.ofSeconds(5));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }
}
