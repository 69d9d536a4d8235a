package dev.mesoschaos.conformance.bed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.ByteString;
import dev.mesoschaos.scenarios.cluster.Address;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One TCP connection that speaks HTTP/1.1 and hides nothing: which chunk was the last, and whether the peer hung up. */
public final class Connection implements AutoCloseable {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(40);

    private final Address to;
    private final Socket socket;
    private final InputStream in;

    private Connection(Address to, Socket socket) throws IOException {
        this.to = to;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects. */
    public static Connection to(Address address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address.host(), address.port()), (int) CONNECT_LIMIT.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) ANSWER_LIMIT.toMillis());
            return new Connection(address, socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Asks on a connection of its own and reads the whole answer. */
    public static Reply exchange(Address address, Ask ask) throws IOException {
        try (Connection connection = to(address)) {
            Reply head = connection.open(ask);
            return ask.method().equals("HEAD") ? head : new Reply(head.status(), head.headers(), connection.body(head));
        }
    }

    /** Sends a request and reads the head of the answer. */
    public Reply open(Ask ask) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(ask.head(to.toString()));
        ask.body().ifPresent(all::writeBytes);
        socket.getOutputStream().write(all.toByteArray());
        String status = line();
        List<String> headers = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        return new Reply(Integer.parseInt(status.split(" ", 3)[1]), headers, ByteString.EMPTY);
    }

    /** The rest of an answer that is no stream. */
    public ByteString body(Reply head) throws IOException {
        if (head.header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            ByteString.Output all = ByteString.newOutput();
            for (Optional<byte[]> chunk = chunk(); chunk.isPresent(); chunk = chunk()) {
                all.write(chunk.get());
            }
            return all.toByteString();
        }
        return ByteString.copyFrom(exactly(head.header("Content-Length").map(Integer::parseInt).orElse(0)));
    }

    /** The next chunk; empty when it is the one of length zero. */
    public Optional<byte[]> chunk() throws IOException {
        int length = Integer.parseInt(line(), 16);
        byte[] bytes = exactly(length);
        line();
        return length == 0 ? Optional.empty() : Optional.of(bytes);
    }

    /** Waits for the peer to hang up, for as long as it takes. */
    public void awaitEnd() throws IOException {
        socket.setSoTimeout(0);
        int read = in.read();
        if (read >= 0) {
            throw new IOException("byte " + read + " came after the last chunk");
        }
    }

    /** From now on a stream may be silent for as long as it likes. */
    public void waitForEver() throws IOException {
        socket.setSoTimeout(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException(to + " hung up");
            }
            line.write(read);
        }
        String text = line.toString(US_ASCII);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(to + " hung up after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }
}
