package dev.mesoschaos.testbed.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded byte by byte: compression, keeping connections, pipelining, odd requests. */
class RecordedQuirksIT {

    @TempDir
    private static Path directory;

    private static RecordedCluster cluster;

    /** One recorded exchange; what was received is cut after a while. */
    record Quirk(String name, String sent, String received, boolean closed) {

        static Quirk of(JsonNode entry) {
            return new Quirk(
                    entry.path("case").asText(),
                    entry.path("sent").asText(),
                    entry.path("received").asText(),
                    entry.path("server_closed_connection").asBoolean());
        }

        List<String> headers() {
            int end = Math.max(0, received.indexOf("\r\n\r\n"));
            return lasting(Arrays.asList(received.substring(0, end).split("\r\n", -1)));
        }

        /** The body of the first answer, where another one follows it. */
        String firstBody() {
            String rest = received.substring(received.indexOf("\r\n\r\n") + 4);
            int next = rest.indexOf("HTTP/1.1 ");
            return next < 0 ? rest : rest.substring(0, next);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = RecordedCluster.withAgent(directory);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Stream<Quirk> quirks() {
        return StreamSupport.stream(Recording.read("http_quirks.json").spliterator(), false).map(Quirk::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quirks")
    void isAnsweredAsRecorded(Quirk quirk) throws IOException {
        try (RawHttp connection = new RawHttp(cluster.leader())) {
            // Two bars stand for a pause in which a server could have sent 100 Continue.
            for (String part : quirk.sent().split("\\|\\|", -1)) {
                connection.send(part.getBytes(ISO_8859_1));
            }
            if (!quirk.received().isEmpty()) {
                RawHttp.Answer answer = connection.read(1);
                List<String> headers = new ArrayList<>(List.of(answer.status()));
                answer.headers().forEach((name, value) -> headers.add(name + ": " + value));
                assertThat(lasting(headers)).isEqualTo(quirk.headers());
                compareBody(quirk, answer);
            }
            if (quirk.name().startsWith("pipelined")) {
                assertThat(connection.read(1).text()).isEqualTo("{\"type\":\"GET_HEALTH\",\"get_health\":{\"healthy\":true}}");
            }
            assertThat(hangsUp(connection)).as("the server hangs up").isEqualTo(quirk.closed());
        }
    }

    private static void compareBody(Quirk quirk, RawHttp.Answer answer) throws IOException {
        String type = answer.headers().getOrDefault("Content-Type", "");
        if ("gzip".equals(answer.headers().get("Content-Encoding"))) {
            byte[] plain = new GZIPInputStream(answer.body().newInput()).readAllBytes();
            assertThat(Recording.JSON.readTree(plain).isObject()).isTrue();
        } else if (quirk.name().contains("jsonp")) {
            assertThat(answer.text()).startsWith("cb({\"build_date\":").endsWith("\"version\":\"1.11.0\"})");
        } else if (quirk.received().contains("Transfer-Encoding")) {
            assertThat(answer.text()).matches("(?s)\\d+\n\\{\"type\":\"SUBSCRIBED\".*");
        } else if (!type.equals("text/html")) {
            assertThat(answer.text()).isEqualTo(new String(quirk.firstBody().getBytes(ISO_8859_1), UTF_8));
        }
    }

    private static boolean hangsUp(RawHttp connection) throws IOException {
        try {
            connection.patience(300);
            return connection.isHungUp();
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Headers without times and without lengths, which depend on the cluster. */
    private static List<String> lasting(List<String> lines) {
        return new TreeSet<>(lines)
                .stream()
                .filter(line -> !line.startsWith("Date:") && !line.startsWith("Content-Length:"))
                .toList();
    }
}
