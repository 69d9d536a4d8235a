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

    /** From so many bytes on, pings would keep ZooKeeper busier than the link. */
    private static final long MANY_BYTES = 4096;

    private static final int LEAST_HTTP_BYTES = 30;
    private static final int PASSWORD_BYTES = 16;
    private static final int PING = 11;
    private static final int PING_XID = -2;
    private static final int MULTI_READ = 22;
    private static final int GET_DATA = 4;
    private static final byte[] ALWAYS_THERE = ascii("/zookeeper");
    private static final int READS = 24;
    private static final int HEADER_BYTES = 2 * Integer.BYTES + 1;
    private static final int READ_BYTES = HEADER_BYTES + Integer.BYTES + ALWAYS_THERE.length + 1;
    private static final int MULTI_READ_BYTES = 3 * Integer.BYTES + READS * READ_BYTES + HEADER_BYTES;
    private static final int SESSION_MILLIS = 4000;

    /** How many questions that is for the service of a host. */
    int questions(Role role) {
        if (bytes <= 1) {
            return (int) bytes;
        }
        int each = role != Role.ZOOKEEPER ? LEAST_HTTP_BYTES : bytes < MANY_BYTES ? ZOOKEEPER_PING_BYTES : MULTI_READ_BYTES;
        return Math.toIntExact((bytes + each - 1) / each);
    }

    /** A question, the first being number 0. */
    byte[] question(int number, Host host) {
        return switch (host.role()) {
            case ZOOKEEPER -> toZookeeper(number);
            case MASTER -> get("/health", host);
            case AGENT -> get("/", host);
        };
    }

    private byte[] toZookeeper(int number) {
        if (bytes <= 1) {
            return ascii("ruok");
        }
        if (number == 0) {
            return newSession();
        }
        return bytes < MANY_BYTES ? ping() : reads(number);
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

    /** Many reads in one request; a ZooKeeper before 3.6 says that it cannot, which is an answer, too. */
    private static byte[] reads(int number) {
        ByteBuffer request = ByteBuffer.allocate(MULTI_READ_BYTES)
                .putInt(MULTI_READ_BYTES - Integer.BYTES).putInt(number).putInt(MULTI_READ);
        for (int i = 0; i < READS; i++) {
            request.putInt(GET_DATA).put((byte) 0).putInt(-1)
                    .putInt(ALWAYS_THERE.length).put(ALWAYS_THERE).put((byte) 0);
        }
        return request.putInt(-1).put((byte) 1).putInt(-1).array();
    }

    private static byte[] ping() {
        return ByteBuffer.allocate(ZOOKEEPER_PING_BYTES)
                .putInt(2 * Integer.BYTES).putInt(PING_XID).putInt(PING).array();
    }
}
