package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.zookeeper.ZooDefs.OpCode;

/**
 * A way to a ZooKeeper server on which one order can be lost, and the connection with it. It reads as much of the protocol
 * as that takes: frames with their length, the first of which opens a session; then each order has a number, and its answer
 * the same.
 */
final class ZooKeeperGate implements AutoCloseable {

    /** What can become of an order. */
    enum Loss {
        /** The server never hears it. */
        OF_THE_ORDER,
        /** The server obeys, but nobody hears that. */
        OF_THE_ANSWER
    }

    private static final int MOST_BYTES = 1 << 22;

    /** A load writes as quickly as it can, sessions are kept alive, and clients take back their watches when they close. */
    private static final Set<Integer> UNCOUNTED = Set.of(
            OpCode.setData, OpCode.ping, OpCode.setWatches, OpCode.setWatches2, OpCode.checkWatches, OpCode.removeWatches);

    /** Curator looks at a time of its own who the servers are. */
    private static final String LOOKED_FOR = "/zookeeper/config";

    private final Address server;
    private final ServerSocket door;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private int losesAt;
    private volatile Loss loss = Loss.OF_THE_ORDER;
    private int orders;

    ZooKeeperGate(Address server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    Address address() {
        return new Address(door.getInetAddress().getHostAddress(), door.getLocalPort());
    }

    /** Loses the k-th order from now on; none when k is 0. */
    synchronized void lose(int k, Loss what) {
        losesAt = k;
        loss = what;
        orders = 0;
    }

    /** How many orders were given since {@link #lose}. */
    synchronized int orders() {
        return orders;
    }

    private synchronized boolean isLost() {
        return ++orders == losesAt;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket onwards = new Socket(server.host(), server.port());
                open.addAll(List.of(client, onwards));
                client.setTcpNoDelay(true);
                onwards.setTcpNoDelay(true);
                new Way(client, onwards).start();
            } catch (IOException e) {
                // Closed, or the server is: the client finds nobody.
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One connection. */
    private final class Way {

        private final Socket client;
        private final Socket onwards;
        /** The order whose answer is to be lost: none, that of the session, or by its number. */
        private volatile Object unheard = "none";

        Way(Socket client, Socket onwards) {
            this.client = client;
            this.onwards = onwards;
        }

        void start() {
            Thread.ofVirtual().start(() -> pass(this::orders));
            Thread.ofVirtual().start(() -> pass(this::answers));
        }

        private void pass(Passing passing) {
            try (client; onwards) {
                passing.pass();
            } catch (IOException e) {
                // One of both has hung up, and so does the other.
            }
        }

        private void orders() throws IOException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(onwards.getOutputStream());
            boolean first = true;
            while (true) {
                int length = in.readInt();
                if (length > MOST_BYTES) {
                    // One of the words that are answered without a session.
                    out.writeInt(length);
                    in.transferTo(out);
                    return;
                }
                byte[] frame = in.readNBytes(length);
                ByteBuffer order = ByteBuffer.wrap(frame);
                Object number = first ? "session" : (Object) order.getInt();
                if ((first || counts(order)) && isLost()) {
                    if (loss == Loss.OF_THE_ORDER) {
                        return;
                    }
                    unheard = number;
                }
                first = false;
                out.write(ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame).array());
            }
        }

        private static boolean counts(ByteBuffer order) {
            int kind = order.getInt();
            if (kind != OpCode.getData) {
                return !UNCOUNTED.contains(kind);
            }
            byte[] path = new byte[order.getInt()];
            order.get(path);
            return !new String(path, StandardCharsets.UTF_8).equals(LOOKED_FOR);
        }

        private void answers() throws IOException {
            DataInputStream in = new DataInputStream(onwards.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            Object expected = "session";
            while (true) {
                int length = in.readInt();
                if (length > MOST_BYTES) {
                    out.writeInt(length);
                    in.transferTo(out);
                    return;
                }
                byte[] frame = in.readNBytes(length);
                Object number = expected.equals("session") ? expected : (Object) ByteBuffer.wrap(frame).getInt();
                if (number.equals(unheard)) {
                    return;
                }
                expected = "number";
                out.write(ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame).array());
            }
        }
    }

    /** What one of both sides says, until it hangs up. */
    @FunctionalInterface
    private interface Passing {
        void pass() throws IOException;
    }
}
