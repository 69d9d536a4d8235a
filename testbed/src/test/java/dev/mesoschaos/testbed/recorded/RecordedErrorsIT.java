package dev.mesoschaos.testbed.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded request with a mistake or an oddity in it, sent byte by byte, must be answered as real Mesos did: status,
 * headers and text. What must stay different is listed with its reason, and may not be listed once it is equal.
 */
class RecordedErrorsIT {

    private static final String ERRORS = "errors.json";
    private static final Map<String, JsonNode> DIFFERENCES = differences();

    @TempDir
    private static Path directory;

    private static RecordedCluster cluster;

    private static Map<String, JsonNode> differences() {
        Map<String, JsonNode> byCase = new HashMap<>();
        Recording.read("errors.differences.json").forEach(entry -> byCase.put(entry.path("case").textValue(), entry));
        return byCase;
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = RecordedCluster.withAgent(directory);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Stream<Recording> recordings() {
        return StreamSupport.stream(Recording.read(ERRORS).spliterator(), false).map(Recording::of);
    }

    @Test
    void everyListedDifferenceIsOfARecordingAndHasAReason() {
        assertThat(recordings().count()).isEqualTo(218);
        assertThat(DIFFERENCES.keySet()).isSubsetOf(recordings().map(Recording::name).toList());
        assertThat(DIFFERENCES.values()).allMatch(entry -> entry.path("reason").asText().length() > 20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void isAnsweredAsRecorded(Recording recording) throws IOException {
        RawHttp.Answer answer = RawHttp.exchange(
                address(recording), recording.head(), recording.content(), recording.records());
        Map<String, Object> expected = parts(recording.status(), recording.headers(), recording.body(), 5051);
        Map<String, Object> actual =
                parts(answer.status(), answer.headers(), answer.text(), cluster.leader().getPort());

        JsonNode difference = DIFFERENCES.get(recording.name());
        if (difference != null) {
            for (JsonNode part : difference.path("parts")) {
                assertThat(actual.remove(part.textValue()))
                        .as("the listed difference of the " + part.textValue() + " is there no more: take it off the list")
                        .isNotEqualTo(expected.remove(part.textValue()));
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static InetSocketAddress address(Recording recording) {
        return switch (recording.port()) {
            case "leader" -> cluster.leader();
            case "nonleader" -> cluster.follower();
            case "agent" -> cluster.agent();
            default -> throw new IllegalArgumentException("recorded from an unknown port: " + recording.port());
        };
    }

    /** An answer without what is another one in each run: times, ids, the leader's port. */
    private static Map<String, Object> parts(String status, Map<String, String> headers, String body, int leaderPort)
            throws IOException {
        Map<String, Object> parts = new TreeMap<>();
        parts.put("status", status);
        Map<String, String> lasting = new TreeMap<>(headers);
        assertThat(lasting.remove("Date")).endsWith("GMT");
        lasting.remove("Content-Length");
        lasting.computeIfPresent("Location", (name, place) -> place.replace(":" + leaderPort, ":LEADER"));
        lasting.computeIfPresent("Mesos-Stream-Id", (name, id) -> Records.withoutIds(id));
        parts.put("headers", lasting);
        parts.put("body", headers.containsKey("Transfer-Encoding") ? Records.of(body, leaderPort) : body);
        return parts;
    }
}
