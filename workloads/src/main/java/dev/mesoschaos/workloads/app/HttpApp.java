package dev.mesoschaos.workloads.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * The built-in {@code http} app: answers every request with 200 and its task's id, and reports start, beats and stop to
 * the collector.
 *
 * <p>Environment: {@code PORT}; {@code BIND}, else {@code LIBPROCESS_IP} (which Mesos sets to the agent's address), else
 * all addresses; {@code MESOS_TASK_ID}, {@code APP}, {@code HOST} and {@code COLLECTOR} ({@code host:port}) for the
 * reports. Ends with status 2 when it cannot listen.
 *
 * <p>One thread serves all connections, and there is no lambda and no string template here: a dozen of these start at once on
 * a laptop, and each of those would cost it more than the server itself.
 */
public final class HttpApp {

    private static final int MAX_REQUEST_BYTES = 16 * 1024;
    private static final int END_OF_REQUEST = 0x0D0A0D0A;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(4096);
    private final ByteBuffer answer;

    private HttpApp(ServerSocketChannel server, String task) throws IOException {
        this.server = server;
        this.selector = Selector.open();
        byte[] body = task.concat("\n").getBytes(StandardCharsets.US_ASCII);
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                .concat(Integer.toString(body.length))
                .concat("\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        answer = ByteBuffer.allocateDirect(head.length + body.length);
        answer.put(head).put(body).flip();
    }

    /** Serves until the process is told to stop. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        String ip = environment.getOrDefault("BIND", environment.getOrDefault("LIBPROCESS_IP", "0.0.0.0"));
        InetSocketAddress address =
                new InetSocketAddress(ip, Integer.parseInt(environment.getOrDefault("PORT", "0")));
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(address, 1024);
        } catch (IOException e) {
            System.err.println("cannot listen on " + address + ": " + e.getMessage());
            System.exit(2);
        }
        HttpApp app = new HttpApp(server, environment.getOrDefault("MESOS_TASK_ID", "unknown"));
        if (environment.containsKey("COLLECTOR")) {
            Marks.report(environment);
        }
        app.serve();
    }

    private void serve() throws IOException {
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        while (selector.isOpen()) {
            selector.select();
            for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                SelectionKey key = keys.next();
                keys.remove();
                if (key.isAcceptable()) {
                    accept();
                } else {
                    read(key);
                }
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel connection = server.accept();
        if (connection != null) {
            connection.configureBlocking(false);
            connection.socket().setTcpNoDelay(true);
            connection.register(selector, SelectionKey.OP_READ, new Progress());
        }
    }

    private void read(SelectionKey key) {
        SocketChannel connection = (SocketChannel) key.channel();
        try {
            input.clear();
            if (connection.read(input) < 0 || !answerAll(connection, (Progress) key.attachment())) {
                connection.close();
            }
        } catch (IOException e) {
            key.cancel();
            try {
                connection.close();
            } catch (IOException alreadyClosed) {
                e.addSuppressed(alreadyClosed);
            }
        }
    }

    /** Answers each request whose end has arrived; false when the peer sends too much or does not read. */
    private boolean answerAll(SocketChannel connection, Progress progress) throws IOException {
        input.flip();
        while (input.hasRemaining()) {
            progress.lastFour = (progress.lastFour << 8) | (input.get() & 0xFF);
            progress.bytes++;
            if (progress.lastFour == END_OF_REQUEST) {
                progress.bytes = 0;
                connection.write(answer);
                boolean sent = !answer.hasRemaining();
                answer.rewind();
                if (!sent) {
                    return false;
                }
            }
        }
        return progress.bytes <= MAX_REQUEST_BYTES;
    }

    /** How much of a request has arrived on a connection. */
    private static final class Progress {
        private int lastFour;
        private int bytes;
    }
}
