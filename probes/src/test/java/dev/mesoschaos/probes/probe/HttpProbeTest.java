package dev.mesoschaos.probes.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mesoschaos.probes.indicator.Latency;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Event.Request;
import dev.mesoschaos.scenarios.measure.Probe;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.measure.Window;
import dev.mesoschaos.scenarios.model.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpProbeTest {

    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final Runs run = new Runs();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Address serving(Handler handler) {
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
        return new Address("127.0.0.1", server.getAddress().getPort());
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private void probe(double rate, Duration timeout, int atLeast, FakeWorkload workload) {
        Runs.during(
                new SlaProbe(Way.HTTP, "web", rate, timeout).start(run.context, workload),
                () -> run.requests().size() >= atLeast);
    }

    /** A port that nobody else can get and nobody listens on. */
    private static Socket boundOnly() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    @Test
    void aStallOfTwoSecondsShowsInThePercentilesAlthoughOneRequestCausedIt() {
        CompletableFuture<Void> stall = new CompletableFuture<>();
        stall.completeOnTimeout(null, 3, TimeUnit.SECONDS);
        Instant start = run.context.clock().now();
        Address address = serving(exchange -> {
            if (Duration.between(start, run.context.clock().now()).compareTo(Duration.ofSeconds(1)) > 0) {
                stall.join();
            }
            answer(exchange, 200);
        });

        probe(100, Duration.ofSeconds(5), 400, FakeWorkload.at(address));

        Window all = new Window(start, start.plusSeconds(4));
        Query sixtieth = new Query(Optional.empty(), OptionalDouble.of(60));
        double seconds = new Latency()
                .measure(new Timeline(run.events), all, sixtieth)
                .value()
                .orElseThrow();
        assertThat(seconds).as("two of four seconds' requests waited for up to two seconds").isBetween(0.1, 2.0);
        assertThat(run.requests().stream().mapToLong(Request::latencyMicros).max().orElseThrow())
                .isGreaterThan(1_800_000);
    }

    @Test
    void aSlowServerNeverDelaysLaterRequests() {
        Address address = serving(exchange -> {
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS))
                    .join();
            answer(exchange, 200);
        });

        probe(200, TIMEOUT, 200, FakeWorkload.at(address));

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.TIMEOUT);
        for (Event.Requests batch : run.of(Event.Requests.class)) {
            assertThat(batch.requests()).extracting(Request::dueMicros).isSorted();
            for (int i = 0; i < batch.requests().size(); i++) {
                assertThat(batch.requests().get(i).dueMicros()).isBetween(i * 5000L - 1, i * 5000L + 1);
            }
        }
    }

    @Test
    void aBodyThatNeverEndsIsATimeout() {
        Address address = serving(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS))
                    .join();
        });

        probe(50, TIMEOUT, 20, FakeWorkload.at(address));

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.TIMEOUT);
    }

    @Test
    void aBlackHoleIsATimeout() throws IOException {
        // Connections are taken in by the kernel, and nobody ever answers.
        try (ServerSocket silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            probe(100, TIMEOUT, 50, FakeWorkload.at(new Address("127.0.0.1", silent.getLocalPort())));
        }

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.TIMEOUT);
        assertThat(run.requests()).allSatisfy(request -> assertThat(request.latencyMicros()).isGreaterThan(299_000));
    }

    @Test
    void aClosedPortIsRefused() throws IOException {
        try (Socket closed = boundOnly()) {
            probe(100, Duration.ofSeconds(2), 20, FakeWorkload.at(new Address("127.0.0.1", closed.getLocalPort())));
        }

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.REFUSED);
    }

    @Test
    void aConnectionThatIsClosedInsteadOfAnsweredIsBroken() throws IOException {
        try (ServerSocket hangsUp = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> hangUp(hangsUp));
            probe(100, Duration.ofSeconds(2), 20, FakeWorkload.at(new Address("127.0.0.1", hangsUp.getLocalPort())));
        }

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.BROKEN);
    }

    private static void hangUp(ServerSocket socket) {
        try {
            while (true) {
                socket.accept().close();
            }
        } catch (IOException e) {
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void anErrorStatusIsNoGoodAnswer() {
        Address address = serving(exchange -> answer(exchange, 503));

        probe(100, Duration.ofSeconds(2), 20, FakeWorkload.at(address));

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.ERROR_STATUS);
    }

    @Test
    void withoutInstancesThereIsNobodyToAsk() {
        probe(100, TIMEOUT, 20, FakeWorkload.at());

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.NOBODY_TO_ASK);
        assertThat(run.requests()).extracting(Request::host).containsOnly("");
    }

    @Test
    void instancesAreAskedInTurn() throws IOException {
        Address working = serving(exchange -> answer(exchange, 200));
        try (Socket closed = boundOnly()) {
            Address refusing = new Address("127.0.0.1", closed.getLocalPort());
            probe(100, Duration.ofSeconds(2), 100, FakeWorkload.at(working, refusing));
        }

        for (int i = 1; i < 100; i++) {
            assertThat(run.requests().get(i).outcome()).isNotEqualTo(run.requests().get(i - 1).outcome());
        }
        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.OK, Outcome.REFUSED);
    }

    @Test
    void eachRequestCanHaveAConnectionOfItsOwn() {
        Set<InetSocketAddress> kept = ConcurrentHashMap.newKeySet();
        Set<InetSocketAddress> each = ConcurrentHashMap.newKeySet();
        AtomicReference<Set<InetSocketAddress>> seen = new AtomicReference<>(kept);
        Address address = serving(exchange -> {
            seen.get().add(exchange.getRemoteAddress());
            answer(exchange, 200);
        });

        probe(100, Duration.ofSeconds(2), 20, FakeWorkload.at(address));
        seen.set(each);
        int before = run.requests().size();
        Runs.during(
                new SlaProbe(Way.HTTP_CONNECTION_EACH, "web", 100, Duration.ofSeconds(2))
                        .start(run.context, FakeWorkload.at(address)),
                () -> run.requests().size() >= before + 20);

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.OK);
        assertThat(each).hasSize(run.requests().size() - before);
        assertThat(kept).hasSizeLessThan(before);
    }

    @Test
    void aStallAtAHighRateIsBorneWithFewConnections() throws Exception {
        Instant end = run.context.clock().now().plusMillis(600);
        try (DelayedServer server = new DelayedServer((number, arrived) ->
                arrived.isBefore(end) ? Duration.between(arrived, end) : Duration.ZERO)) {
            probe(4000, Duration.ofSeconds(5), 4000, FakeWorkload.at(server.address()));

            assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.OK);
            assertThat(server.connections()).isBetween(2, HttpConnections.MOST_OPEN);
        }
    }

    @Test
    void aConnectionThatTheServerClosedMeanwhileIsNoFailure() throws IOException {
        // Connections are closed after their first answer, without a word that they would be.
        try (ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> answerOnceEach(server));
            probe(50, Duration.ofSeconds(2), 50, FakeWorkload.at(new Address("127.0.0.1", server.getLocalPort())));
        }

        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.OK);
    }

    private void answerOnceEach(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> answerOnce(socket));
            }
        } catch (IOException e) {
            assertThat(server.isClosed()).isTrue();
        }
    }

    private static void answerOnce(Socket socket) {
        try (socket) {
            BufferedReader request = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                assertThat(line).isPrintable();
            }
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void closingWaitsForWhatIsUnderWayAndRecordsIt() {
        Address address = serving(exchange -> {
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS))
                    .join();
            answer(exchange, 200);
        });
        Probe.Running running =
                new SlaProbe(Way.HTTP, "web", 100, Duration.ofSeconds(5)).start(run.context, FakeWorkload.at(address));
        Instant start = run.context.clock().now();
        await().until(() -> Duration.between(start, run.context.clock().now()).toMillis() > 300);

        running.close();

        assertThat(run.requests()).hasSizeGreaterThan(25);
        assertThat(run.requests()).extracting(Request::outcome).containsOnly(Outcome.OK);
    }
}
