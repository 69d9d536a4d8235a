package dev.mesoschaos.testbed.zookeeper;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** ZooKeeper's administration over a plain connection: four letters in, text out, end. */
public final class FourLetterWord {

    private FourLetterWord() {}

    /**
     * Sends a word such as {@code srvr} or {@code srst} and returns the answer.
     *
     * @param limit for connecting, and for each wait for more of the answer
     * @throws IOException when the server cannot be reached or is silent for longer than the limit
     */
    public static String ask(InetSocketAddress server, String word, Duration limit) throws IOException {
        int limitMillis = Math.toIntExact(limit.toMillis());
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(limitMillis);
            socket.connect(server, limitMillis);
            socket.getOutputStream().write(word.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
