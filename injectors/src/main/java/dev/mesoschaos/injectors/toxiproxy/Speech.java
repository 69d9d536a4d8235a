package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is said to a service: questions that cost it little, and so many that enough bytes go each way.
 *
 * @param bytes that go at least each way; 0 to say nothing and hang up, and to hear the other side do so
 */
record Speech(long bytes) {

    /** Says nothing and hangs up. */
    static final Speech GOODBYE = new Speech(0);

    /** One question, which costs least and after which the other side may hang up. */
    static final Speech ONE_WORD = new Speech(1);

    /** One question after which the other side keeps the connection. */
    static final Speech GREETING = new Speech(2);

    private static final int ZOOKEEPER_PING_BYTES = 12;
    private static final int LEAST_HTTP_BYTES = 30;
    private static final int PASSWORD_BYTES = 16;
    private static final int PING = 11;
    private static final int PING_XID = -2;
    private static final int SESSION_MILLIS = 4000;

    /** How many questions that is for the service of a host. */
    int questions(Role role) {
        if (bytes <= 1) {
            return (int) bytes;
        }
        int each = role == Role.ZOOKEEPER ? ZOOKEEPER_PING_BYTES : LEAST_HTTP_BYTES;
        return Math.toIntExact((bytes + each - 1) / each);
    }

    /** A question, the first being number 0. */
    byte[] question(int number, Host host) {
        return switch (host.role()) {
            case ZOOKEEPER -> bytes <= 1 ? ascii("ruok") : number == 0 ? newSession() : ping();
            case MASTER -> get("/health", host);
            case AGENT -> get("/", host);
        };
    }

    /** What counts the answers. */
    Answers answers(Role role) {
        if (role != Role.ZOOKEEPER) {
            return Answers.http();
        }
        return bytes <= 1 ? Answers.ofBytes("imok".length()) : Answers.prefixed();
    }

    private static byte[] get(String path, Host host) {
        return ascii("GET " + path + " HTTP/1.1\r\nHost: " + host.service().host() + "\r\n\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** It ends with its connection: nobody asks for it again before it has expired. */
    private static byte[] newSession() {
        int length = 3 * Integer.BYTES + 2 * Long.BYTES + PASSWORD_BYTES + 1;
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length).putInt(0).putLong(0).putInt(SESSION_MILLIS).putLong(0)
                .putInt(PASSWORD_BYTES).put(new byte[PASSWORD_BYTES]).put((byte) 0).array();
    }

    private static byte[] ping() {
        return ByteBuffer.allocate(ZOOKEEPER_PING_BYTES)
                .putInt(2 * Integer.BYTES).putInt(PING_XID).putInt(PING).array();
    }
}
