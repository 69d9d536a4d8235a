package dev.mesoschaos.testbed.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** HTTP byte by byte, as it was recorded: nothing is added to a request, nothing of an answer is hidden. */
final class RawHttp implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    /**
     * One answer.
     *
     * @param headers by name as it was sent
     * @param body without the framing of chunks
     */
    record Answer(String status, Map<String, String> headers, ByteString body) {

        String text() {
            return body.toStringUtf8();
        }
    }

    RawHttp(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** How long to wait for what comes next. */
    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Whether the server hangs up, having sent nothing more. */
    boolean isHungUp() throws IOException {
        return in.read() < 0;
    }

    /**
     * Reads one answer.
     *
     * @param chunks how many of a stream's are enough, if it does not end before
     */
    Answer read(int chunks) throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
        }
        byte[] body = "chunked".equals(headers.get("Transfer-Encoding"))
                ? chunks(chunks)
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Answer(status, headers, ByteString.copyFrom(body));
    }

    private byte[] chunks(int enough) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int chunk = 0; chunk < enough; chunk++) {
            byte[] content = content();
            if (content.length == 0) {
                break;
            }
            all.writeBytes(content);
        }
        return all.toByteArray();
    }

    /** One more chunk of a stream; an empty one is its end. */
    String chunk() throws IOException {
        return new String(content(), UTF_8);
    }

    private byte[] content() throws IOException {
        byte[] content = in.readNBytes(Integer.parseInt(line(), 16));
        line();
        return content;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server hung up after '" + line + "'");
            }
            line.append((char) b);
        }
        return line.toString().replaceFirst("\r$", "");
    }

    /** A request on a connection of its own. */
    static Answer exchange(InetSocketAddress address, String head, byte[] body, int chunks) throws IOException {
        try (RawHttp connection = new RawHttp(address)) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(ISO_8859_1));
            request.writeBytes(body);
            connection.send(request.toByteArray());
            return connection.read(chunks);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
