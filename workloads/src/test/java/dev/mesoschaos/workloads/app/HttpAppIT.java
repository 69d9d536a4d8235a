package dev.mesoschaos.workloads.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Mark;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.workloads.collector.Collector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpAppIT {

    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final List<Event> journal = new CopyOnWriteArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private Collector collector;

    @BeforeEach
    void open() throws IOException {
        collector = Collector.open("127.0.0.1", journal::add, Clock.system());
    }

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
        collector.close();
    }

    @Test
    void itEndsWhenItCannotListen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process app = start(taken.getLocalPort());

            assertThat(app.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(app.exitValue()).isEqualTo(2);
            assertThat(new String(app.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("cannot listen");
        }
    }

    @Test
    void itSaysThatItStartedBeatsAndStoppedEachInItsTime() throws Exception {
        Process app = start(freePort());
        await().atMost(Duration.ofSeconds(10)).until(() -> count(Mark.BEAT) >= 3);
        assertThat(count(Mark.START)).isEqualTo(1);

        app.destroy();
        assertThat(app.waitFor(5, TimeUnit.SECONDS)).isTrue();
        await().until(() -> count(Mark.STOP) == 1);
        assertThat(marks()).allSatisfy(mark -> assertThat(mark.task()).isEqualTo("web.1-1"));
        assertThat(Duration.between(beats().get(0), beats().get(2)))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
    }

    @Test
    void aKilledProcessSaysNothing() throws Exception {
        Process app = start(freePort());
        await().atMost(Duration.ofSeconds(10)).until(() -> count(Mark.BEAT) >= 1);
        app.destroyForcibly().waitFor();

        assertThat(count(Mark.STOP)).isZero();
    }

    @Test
    void itServesManyRequestsOnOneConnection() throws Exception {
        int port = freePort();
        start(port);
        try (Socket socket = connect(port)) {
            socket.setTcpNoDelay(true);
            exchange(socket);
            for (int i = 0; i < 2000; i++) {
                assertThat(exchange(socket)).startsWith("HTTP/1.1 200").endsWith("web.1-1\n");
            }
        }
    }

    @Test
    void aRequestWithoutEndIsCutOff() throws Exception {
        int port = freePort();
        start(port);
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] endless = "X: y\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            assertThat(answerTo(socket, endless)).isEmpty();
        }
    }

    /** What comes back for some bytes; nothing when the peer closes, in order or not. */
    private static String answerTo(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException reset) {
            return "";
        }
    }

    private Process start(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "classes").toString(),
                HttpApp.class.getName());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("LIBPROCESS_IP", "127.0.0.1");
        builder.environment().put("MESOS_TASK_ID", "web.1-1");
        builder.environment().put("APP", "web");
        builder.environment().put("HOST", "a1");
        builder.environment().put("COLLECTOR", collector.address().toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String exchange(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(REQUEST);
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("web.1-1\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + answer);
            }
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static Socket connect(int port) {
        return await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), Socket::isConnected);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<Event.TaskMark> marks() {
        return journal.stream()
                .filter(Event.TaskMark.class::isInstance)
                .map(Event.TaskMark.class::cast)
                .toList();
    }

    private long count(Mark kind) {
        return marks().stream().filter(mark -> mark.mark() == kind).count();
    }

    private List<Instant> beats() {
        return marks().stream().filter(mark -> mark.mark() == Mark.BEAT).map(Event.TaskMark::taskAt).toList();
    }
}
