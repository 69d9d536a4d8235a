package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.NamespaceShell;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell that depends on the network it may cut, as SSH does.
 *
 * @param server on each host, whichever is asked for
 */
public record NetworkShell(Address server) implements Shell {

    private static final Duration CONNECT = Duration.ofMillis(300);

    @Override
    public Result run(String host, List<String> command, String stdin, Duration timeout) {
        try (Socket socket = connect()) {
            socket.setSoTimeout((int) timeout.toMillis());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeLong(timeout.toMillis());
            out.writeInt(command.size());
            for (String word : command) {
                out.writeUTF(word);
            }
            out.writeUTF(stdin);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return new Result(in.readInt(), in.readUTF(), in.readUTF());
        } catch (IOException e) {
            throw new ClusterException("no way to " + host + ": " + e.getMessage(), e);
        }
    }

    /** Whether the server can be reached. */
    public boolean connects() {
        try (Socket socket = connect()) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(server.host(), server.port()), (int) CONNECT.toMillis());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    /** The other end: does as it is told until it is killed. */
    public static final class Server {

        private Server() {}

        public static void main(String[] address) throws IOException {
            Address at = Address.parse(address[0]);
            try (ServerSocket server = new ServerSocket(at.port(), 50, InetAddress.getByName(at.host()))) {
                while (true) {
                    Socket socket = server.accept();
                    Thread.ofPlatform().start(() -> serve(socket));
                }
            }
        }

        private static void serve(Socket socket) {
            try (socket) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                Duration timeout = Duration.ofMillis(in.readLong());
                List<String> command = new ArrayList<>();
                for (int count = in.readInt(); count > 0; count--) {
                    command.add(in.readUTF());
                }
                Result result = NamespaceShell.run(command, in.readUTF(), timeout);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeInt(result.exitCode());
                out.writeUTF(result.stdout());
                out.writeUTF(result.stderr());
            } catch (IOException e) {
                // Whoever asked has gone.
            }
        }
    }
}
