package dev.mesoschaos.testbed.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:34:36Z");

    private final Router router = new Router();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), router, InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(5_000);
        return socket;
    }

    /** Sends raw requests on one connection and reads until {@code end} or until the server closes. */
    private static String talk(Socket socket, String requests, String end) throws IOException {
        socket.getOutputStream().write(requests.getBytes(ISO_8859_1));
        StringBuilder read = new StringBuilder();
        for (int b = 0; b >= 0 && !read.toString().endsWith(end); ) {
            b = socket.getInputStream().read();
            if (b >= 0) {
                read.append((char) b);
            }
        }
        return read.toString();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    @Test
    void anUnknownPathIs404WithMesosText() throws IOException {
        try (Socket socket = connect()) {
            assertThat(talk(socket, get("/nonexistent"), "Found."))
                    .isEqualTo("HTTP/1.1 404 Not Found\r\nDate: Sun, 22 Nov 2026 09:34:36 GMT\r\n"
                            + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: 14\r\n\r\n404 Not Found.");
        }
    }

    @Test
    void aPathThatClimbsIsNotFound() throws IOException {
        router.route("/a", (request, exchange) -> exchange.respond(Response.empty(200)));

        try (Socket socket = connect()) {
            assertThat(talk(socket, get("/a/../b"), "Found.")).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void theLongestPrefixOfWholeSegmentsWinsWithOrWithoutATrailingSlash() throws IOException {
        router.route("/api", (request, exchange) -> exchange.respond(Response.text(200, "short!")));
        router.route("/api/v1", (request, exchange) -> exchange.respond(Response.text(200, "long!")));

        try (Socket socket = connect()) {
            assertThat(talk(socket, get("/api/v1/x"), "!")).endsWith("long!");
            assertThat(talk(socket, get("/api/v1/"), "!")).endsWith("long!");
            assertThat(talk(socket, get("/api/v11"), "!")).endsWith("short!");
        }
    }

    @Test
    void aHandlerThatThrowsAnswers500() throws IOException {
        router.route("/bad", (request, exchange) -> {
            throw new IllegalStateException("why!");
        });

        try (Socket socket = connect()) {
            assertThat(talk(socket, get("/bad"), "why!")).startsWith("HTTP/1.1 500");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrderEvenWhenTheFirstOneIsSlow() throws IOException {
        AtomicReference<Exchange> slow = new AtomicReference<>();
        router.route("/slow", (request, exchange) -> slow.set(exchange));
        router.route("/fast", (request, exchange) -> exchange.respond(Response.text(200, "second!")));

        try (Socket socket = connect()) {
            socket.getOutputStream().write((get("/slow") + get("/fast")).getBytes(ISO_8859_1));
            await().until(() -> slow.get() != null);
            slow.get().respond(Response.text(200, "first!"));

            assertThat(talk(socket, "", "second!")).containsSubsequence("first!", "second!");
        }
    }

    @Test
    void aStreamIsChunkedInLowerCaseHexAndItsEndKeepsTheConnection() throws IOException {
        router.route("/stream", (request, exchange) -> {
            ChunkStream stream = exchange.stream(Map.of("Mesos-Stream-Id", "s"), () -> {});
            stream.write("x".repeat(0xab).getBytes(UTF_8));
            stream.end();
        });
        router.route("/after", (request, exchange) -> exchange.respond(Response.text(200, "after!")));

        try (Socket socket = connect()) {
            assertThat(talk(socket, get("/stream"), "0\r\n\r\n"))
                    .contains("Mesos-Stream-Id: s\r\n", "Transfer-Encoding: chunked", "\r\nab\r\nxxx");
            assertThat(talk(socket, get("/after"), "after!")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void theEndOfAStreamClosesAConnectionThatAskedForIt() throws IOException {
        router.route("/stream", (request, exchange) -> exchange.stream(Map.of(), () -> {}).end());

        try (Socket socket = connect()) {
            String all = talk(socket, "GET /stream HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "\0");

            assertThat(all).endsWith("0\r\n\r\n");
        }
    }

    @Test
    void aPeerThatLeavesAStreamIsNoticedAtOnce() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        router.route("/stream", (request, exchange) -> exchange.stream(Map.of(), () -> closed.set(true)));

        try (Socket socket = connect()) {
            talk(socket, get("/stream"), "\r\n\r\n");
            assertThat(closed).isFalse();
        }

        await().atMost(Duration.ofSeconds(10)).untilTrue(closed);
    }

    @Test
    void onlyLargeAnswersAreCompressedAndOnlyOnRequest() throws IOException {
        router.route("/large", (request, exchange) -> exchange.respond(Response.text(200, "x".repeat(1024))));
        router.route("/small", (request, exchange) -> exchange.respond(Response.text(200, "x".repeat(1023))));
        String gzip = " HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n";

        try (Socket socket = connect()) {
            assertThat(talk(socket, "GET /large" + gzip, "\r\n\r\n")).contains("Content-Encoding: gzip");
        }
        try (Socket socket = connect()) {
            assertThat(talk(socket, "GET /small" + gzip, "\r\n\r\n")).doesNotContain("Content-Encoding");
            assertThat(talk(socket, "", "x".repeat(1023))).isNotEmpty();
            assertThat(talk(socket, get("/large"), "\r\n\r\n")).doesNotContain("Content-Encoding");
        }
    }

    @Test
    void aRequestThatIsNoHandshakeGetsNoWebSocket() throws IOException {
        router.route("/ws", (request, exchange) -> exchange.webSocket(new Recorder()));

        try (Socket socket = connect()) {
            assertThat(talk(socket, get("/ws"), "Request.")).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void aWebSocketCarriesTextBothWaysAndItsEndIsNoticed() throws InterruptedException {
        Recorder recorder = new Recorder();
        router.route("/ws", (request, exchange) -> exchange.webSocket(recorder));
        BlockingQueue<String> received = new LinkedBlockingQueue<>();

        OkHttpClient client = new OkHttpClient();
        WebSocket socket = client.newWebSocket(
                new okhttp3.Request.Builder().url("http://127.0.0.1:" + server.address().getPort() + "/ws").build(),
                new WebSocketListener() {
                    @Override
                    public void onMessage(WebSocket webSocket, String text) {
                        received.add(text);
                    }
                });
        socket.send("ping");

        assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("re: ping");
        socket.cancel();
        await().untilAsserted(() -> assertThat(recorder.events).containsExactly("opened", "ping", "closed"));
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** Answers each text and notes what happens. */
    private static final class Recorder implements WebSocketHandler {

        private final List<String> events = new CopyOnWriteArrayList<>();
        private WebSocketConnection connection;

        @Override
        public void opened(WebSocketConnection opened) {
            connection = opened;
            events.add("opened");
        }

        @Override
        public void received(String text) {
            events.add(text);
            connection.send("re: " + text);
        }

        @Override
        public void closed() {
            events.add("closed");
        }
    }
}
