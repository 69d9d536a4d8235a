package dev.mesoschaos.mesosclient;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that are no Mesos, or are broken: a typed error that names them, bounded memory, no thread and no connection left. */
class BadPeerTest {

    private static final int LIMIT = 1 << 20;
    /** What the kernel's buffers of both sides may hold beside what the client has read. */
    private static final int BUFFERED = 16 << 20;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private final Set<Thread> before = clientThreads();
    private final MesosHttp http = settings().build();
    private RawPeer peer;

    @AfterEach
    void nothingIsLeft() {
        http.close();
        if (peer != null) {
            await().until(() -> peer.closedByClient() == peer.connections());
            peer.close();
        }
        await().untilAsserted(() -> assertThat(clientThreads()).isSubsetOf(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>no HTTP at all</html>\n", "HTTP/9 hello\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 13\r\n\r\n<html></html>",
        "HTTP/1.1 302 Found\r\nLocation: //127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: //u:p@127.0.0.1:1/api/v1\r\nContent-Length: 0\r\n\r\n"})
    void whatIsNoAnswerOfMesosIsMalformed(String bytes) {
        peer = new RawPeer(RawPeer.saying(bytes));
        assertThat(failure(MesosException.Malformed.class)).hasMessageContaining(peer.address().toString());
    }

    @Test
    void htmlThatIsCalledJsonIsMalformed() {
        peer = new RawPeer(RawPeer.saying(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n<html></html>"));
        try (MesosHttp json = settings().format(WireFormat.JSON).build()) {
            assertThat(failure(json, MesosException.Malformed.class)).hasMessageContaining("13 bytes")
                    .hasMessageContaining(peer.address().toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void halfAMessageIsAConnectionThatBrokeOff(WireFormat format) {
        peer = new RawPeer(out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + format.mediaType() + "\r\nContent-Length: 1000\r\n\r\n{\"ty")
                    .getBytes(ISO_8859_1));
            throw new IOException("hangs up");
        });
        try (MesosHttp http = settings().format(format).build()) {
            MesosException.Unreachable broken = failure(http, MesosException.Unreachable.class);
            assertThat(broken.sent()).isTrue();
            assertThat(broken).hasMessageContaining("broke off").hasMessageContaining(peer.address().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 O", OK, CHUNKED, CHUNKED + "5\r\n12"})
    void aPeerThatFallsSilentCostsTheTimeOfACall(String beginning) {
        peer = new RawPeer(RawPeer.saying(beginning));
        MesosException.Unreachable silent = failure(MesosException.Unreachable.class);
        assertThat(silent.timedOut()).isTrue();
        assertThat(silent).hasMessageContaining(peer.address().toString());
    }

    @Test
    void aBodyThatNeverEndsIsReadToTheLimitAndNoFurther() {
        // A field of bytes that is unknown, number 100 and 65,000 bytes long, again and again.
        byte[] chunk = chunk("\u00a2\u0006\u00e8\u00fb\u0003" + "x".repeat(65_000)).getBytes(ISO_8859_1);
        peer = new RawPeer(out -> {
            out.write(CHUNKED.getBytes(ISO_8859_1));
            while (true) {
                out.write(chunk);
            }
        });
        assertThat(failure(MesosException.Malformed.class)).hasMessageContaining(peer.address().toString())
                .hasMessageContaining("limit of " + LIMIT);
        assertThat(peer.written()).isLessThan(LIMIT + BUFFERED);
    }

    @Test
    void headersThatNeverEndAreGivenUp() {
        peer = new RawPeer(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
            while (true) {
                out.write("X-More: and more\r\n".getBytes(ISO_8859_1));
            }
        });
        assertThat(failure(MesosException.class)).hasMessageContaining(peer.address().toString());
        assertThat(peer.written()).isLessThan(LIMIT + BUFFERED);
    }

    @Test
    void aBombOfZeroesIsUnpackedToTheLimitAndNoFurther() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write(" ".repeat(64 << 20).getBytes(ISO_8859_1));
        }
        peer = new RawPeer(out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: "
                    + bomb.size() + "\r\n\r\n").getBytes(ISO_8859_1));
            out.write(bomb.toByteArray());
        });
        try (MesosHttp json = settings().format(WireFormat.JSON).build()) {
            assertThat(failure(json, MesosException.Malformed.class)).hasMessageContaining("limit of " + LIMIT);
        }
    }

    @Test
    void redirectsWithoutEndAreGivenUp() {
        int[] number = {0};
        peer = new RawPeer(out -> out.write(("HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nConnection: close\r\n"
                + "Location: //" + peer.address() + "/api/v1/" + number[0]++ + "\r\n\r\n").getBytes(ISO_8859_1)));
        assertThat(failure(MesosException.Unavailable.class)).hasMessageContaining("redirected without end");
        assertThat(peer.connections()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "2147483648\n", "2147483647\nand a few bytes", "99999999999999\n",
        "-5\nhello", "5\nhello", "4\n\0\0\0\0", "0\n5\nhello"})
    void framingThatIsGarbageEndsTheStreamAtOnce(String records) {
        peer = new RawPeer(RawPeer.saying(chunked(records)));
        List<String> heard = attempts(2);
        assertThat(heard).as("there was no stream, so there is no gap in it").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100\nhalf a record", "10", ""})
    void aStreamThatFallsSilentInsideARecordIsLeft(String beginning) {
        peer = new RawPeer(RawPeer.saying(chunked(beginning)));
        assertThat(attempts(2)).isEmpty();
    }

    @Test
    void aRecordThatNeverEndsIsReadToTheLimitAndNoFurther() {
        peer = new RawPeer(out -> {
            out.write(chunked(LIMIT + "\n").getBytes(ISO_8859_1));
            while (true) {
                out.write(chunk("x".repeat(10_000)).getBytes(ISO_8859_1));
            }
        });
        assertThat(attempts(1)).isEmpty();
        assertThat(peer.written()).isLessThan(peer.connections() * (long) (LIMIT + BUFFERED));
    }

    @Test
    void anEventBeforeTheSubscriptionIsNotDelivered() {
        byte[] heartbeat = Event.newBuilder().setType(Event.Type.HEARTBEAT).build().toByteArray();
        peer = new RawPeer(RawPeer.saying(chunked(heartbeat.length + "\n" + new String(heartbeat, ISO_8859_1))));
        assertThat(attempts(2)).isEmpty();
    }

    @Test
    void aSubscribedStreamThatTurnsToGarbageIsOneGap() {
        byte[] subscribed = Event.newBuilder().setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder().setHeartbeatIntervalSeconds(15)).build().toByteArray();
        String good = subscribed.length + "\n" + new String(subscribed, ISO_8859_1);
        peer = new RawPeer(RawPeer.saying(chunked(good + "<html>")));
        assertThat(attempts(2).subList(0, 2)).first().isEqualTo("subscribed");
        assertThat(attempts(2).get(1)).startsWith("gap").contains("is broken").contains(peer.address().toString());
    }

    @Test
    void aStreamThatOnlyTricklesIsAsDeadAsASilentOne() {
        byte[] subscribed = Event.newBuilder().setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder().setHeartbeatIntervalSeconds(0.05)).build().toByteArray();
        peer = new RawPeer(out -> {
            out.write(chunked(subscribed.length + "\n" + new String(subscribed, ISO_8859_1) + "1000\n").getBytes(ISO_8859_1));
            for (int i = 0; i < 500; i++) {
                out.write(chunk("x").getBytes(ISO_8859_1));
                await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            }
        });
        assertThat(attempts(1).get(1)).startsWith("gap").contains("no event for PT0.25S");
    }

    /** Subscribes until so many connections were made, and gives what the listener heard. */
    private List<String> attempts(int connections) {
        int enough = peer.connections() + connections;
        List<String> heard = new CopyOnWriteArrayList<>();
        OperatorClient client = new OperatorClient(http, LeaderSource.of(List.of(peer.address())));
        try (Subscription subscription = client.subscribe(new Heard(heard))) {
            await().atMost(Duration.ofSeconds(20)).until(
                    () -> peer.connections() >= enough && peer.closedByClient() >= enough - 1);
            assertThat(subscription).isNotNull();
            if (heard.contains("subscribed")) {
                await().until(() -> heard.size() > 1);
            }
        }
        return heard;
    }

    private <E extends MesosException> E failure(Class<E> type) {
        return failure(http, type);
    }

    private <E extends MesosException> E failure(MesosHttp through, Class<E> type) {
        OperatorClient client = new OperatorClient(through, LeaderSource.of(List.of(peer.address())));
        return catchThrowableOfType(type, client::state);
    }

    private static MesosHttpBuilder settings() {
        return MesosHttp.builder().callTimeout(Duration.ofMillis(400)).maxAnswerBytes(LIMIT).maxRecordBytes(LIMIT).seed(7);
    }

    private static String chunked(String body) {
        return CHUNKED + (body.isEmpty() ? "" : chunk(body));
    }

    private static String chunk(String body) {
        return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    }

    /** OkHttp's housekeeping is shared by all clients of a process and ends by itself. */
    private static Set<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.getName().startsWith("raw-peer"))
                .filter(thread -> !thread.getName().equals("OkHttp TaskRunner"))
                .filter(thread -> !thread.getName().equals("Okio Watchdog"))
                .filter(thread -> !thread.getName().startsWith("awaitility"))
                .collect(Collectors.toSet());
    }

    private record Heard(List<String> words) implements OperatorListener {

        @Override
        public void subscribed(GetState snapshot) {
            words.add("subscribed");
        }

        @Override
        public void event(Event event) {
            words.add(event.getType().name());
        }

        @Override
        public void gap(Throwable why) {
            words.add("gap: " + why.getMessage());
        }
    }
}
