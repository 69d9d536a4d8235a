package dev.mesoschaos.testbed.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A master that asks who calls, and lets nobody do all, answers as the recorded one (mesos-facts section 8). */
class RecordedAuthIT {

    private static final String CREDENTIALS = """
            {"credentials": [
              {"principal": "op", "secret": "opsec"},
              {"principal": "adm", "secret": "admsec"},
              {"principal": "fw", "secret": "s3cret"},
              {"principal": "colon", "secret": "a:b"}]}
            """;
    private static final String ACLS = """
            {"permissive": true,
             "view_flags": [{"principals": {"values": ["op"]}, "flags": {"type": "NONE"}}],
             "update_weights": [{"principals": {"values": ["op"]}, "roles": {"type": "NONE"}}],
             "teardown_frameworks": [{"principals": {"values": ["op"]}, "framework_principals": {"type": "NONE"}}],
             "view_frameworks": [{"principals": {"values": ["op"]}, "users": {"values": ["nobody"]}},
                                 {"principals": {"values": ["op"]}, "users": {"type": "NONE"}}],
             "get_endpoints": [{"principals": {"values": ["op"]}, "paths": {"type": "NONE"}}],
             "access_mesos_logs": [{"principals": {"values": ["op"]}, "logs": {"type": "NONE"}}],
             "register_frameworks": [{"principals": {"values": ["fw"]}, "roles": {"values": ["web"]}},
                                     {"principals": {"values": ["fw"]}, "roles": {"type": "NONE"}}]}
            """;
    private static final String OP = "Basic b3A6b3BzZWM=";
    private static final String ADM = "Basic YWRtOmFkbXNlYw==";
    private static final String FW = "Basic Znc6czNjcmV0";

    @TempDir
    private static Path directory;

    private static RecordedCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        Path credentials = Files.writeString(directory.resolve("credentials.json"), CREDENTIALS);
        Path acls = Files.writeString(directory.resolve("acls.json"), ACLS);
        cluster = RecordedCluster.ofMasters(
                directory,
                "--authenticate_http_readonly",
                "--authenticate_http_readwrite",
                "--authenticate_http_frameworks",
                "--http_framework_authenticators=basic",
                "--credentials=" + credentials,
                "--acls=file://" + acls);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static Stream<Recording> recordings() {
        return StreamSupport.stream(Recording.read("auth.json").spliterator(), false).map(entry -> {
            ObjectNode request = Recording.JSON.createObjectNode();
            request.set("method", entry.path("method"));
            request.set("path", entry.path("path"));
            request.set("body", entry.path("body"));
            ArrayNode headers = request.putArray("headers");
            headers.addArray().add("Content-Type").add("application/json");
            entry.path("auth").forEach(headers::add);
            return Recording.of(((ObjectNode) entry.deepCopy()).set("request", request));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void isAnsweredAsRecorded(Recording recording) throws IOException {
        RawHttp.Answer answer =
                RawHttp.exchange(cluster.leader(), recording.head(), recording.content(), recording.records());

        assertThat(answer.status()).isEqualTo(recording.status());
        assertThat(lasting(answer.headers())).isEqualTo(lasting(recording.headers()));
        if (recording.name().contains("/version")) {
            assertThat(JsonPaths.of(Recording.JSON.readTree(answer.text())))
                    .isEqualTo(JsonPaths.of(Recording.JSON.readTree(recording.body())));
        } else if (recording.headers().containsKey("Transfer-Encoding")) {
            assertThat(Records.of(answer.text(), cluster.leader().getPort())).isEqualTo(Records.of(recording.body(), 5059));
        } else {
            assertThat(answer.text()).isEqualTo(recording.body());
        }
    }

    private static Map<String, String> lasting(Map<String, String> headers) {
        Map<String, String> lasting = new TreeMap<>(headers);
        lasting.keySet().removeAll(Set.of("Date", "Content-Length"));
        lasting.computeIfPresent("Mesos-Stream-Id", (name, id) -> Records.withoutIds(id));
        return lasting;
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1, mesos-master-readwrite",
        "GET, /api/v1, mesos-master-readwrite",
        "GET, /master/state, mesos-master-readonly",
        "POST, /api/v1/scheduler, mesos-master-scheduler",
        "POST, /master/teardown, mesos-master-readwrite",
    })
    void aFollowerAsksWhoCallsBeforeItRedirects(String method, String path, String realm) throws IOException {
        RawHttp.Answer nobody = ask(cluster.follower(), method, path, "", "");
        RawHttp.Answer known = ask(cluster.follower(), method, path, ADM, "");

        assertThat(nobody.status()).isEqualTo("HTTP/1.1 401 Unauthorized");
        assertThat(nobody.headers()).containsEntry("WWW-Authenticate", "Basic realm=\"" + realm + "\"");
        assertThat(known.status()).isEqualTo("HTTP/1.1 307 Temporary Redirect");
    }

    @ParameterizedTest
    @CsvSource({"Basic Y29sb246YTpi", "basic b3A6b3BzZWM=", "Basic !!!", "Basic b3A="})
    void whatProvesNoPrincipalIsRefused(String authorization) throws IOException {
        assertThat(call(authorization, "{\"type\":\"GET_HEALTH\"}").status()).isEqualTo("HTTP/1.1 401 Unauthorized");
    }

    @Test
    void aForbiddenTeardownLeavesTheFrameworkAliveAndAFilteredReadDoesNotShowIt() throws IOException {
        try (RawHttp stream = new RawHttp(cluster.leader())) {
            String subscribe = "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":{\"user\":\"root\",\"name\":\"a\","
                    + "\"roles\":[\"web\"],\"capabilities\":[{\"type\":\"MULTI_ROLE\"}]}}}";
            stream.send(request("POST", "/api/v1/scheduler", FW, subscribe));
            JsonNode subscribed = Recording.JSON.readTree(stream.read(1).text().replaceFirst("^\\d+\n", ""));
            String id = subscribed.at("/subscribed/framework_id/value").asText();
            String teardown = "{\"type\":\"TEARDOWN\",\"teardown\":{\"framework_id\":{\"value\":\"" + id + "\"}}}";

            assertThat(call(OP, teardown).status()).isEqualTo("HTTP/1.1 403 Forbidden");
            assertThat(ask(cluster.leader(), "POST", "/master/teardown", OP, "frameworkId=" + id).status())
                    .isEqualTo("HTTP/1.1 403 Forbidden");
            assertThat(call(OP, "{\"type\":\"GET_FRAMEWORKS\"}").text()).doesNotContain(id);
            assertThat(ask(cluster.leader(), "GET", "/state", OP, "").text()).doesNotContain(id);
            assertThat(call(ADM, "{\"type\":\"GET_FRAMEWORKS\"}").text()).contains(id, "\"principal\":\"fw\"");
            assertThat(call(ADM, teardown).status()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void endpointsAndLogsThatAnAclClosesAreForbidden() throws IOException {
        String log = "{\"type\":\"READ_FILE\",\"read_file\":{\"path\":\"/master/log\",\"offset\":0}}";

        assertThat(ask(cluster.leader(), "GET", "/metrics/snapshot", OP, "").status()).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(ask(cluster.leader(), "GET", "/files/debug", OP, "").status()).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(ask(cluster.leader(), "GET", "/files/debug", ADM, "").text()).contains("/master/log");
        assertThat(call(OP, log).status()).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(call(ADM, log).text()).contains("\"data\":\"");
    }

    private static RawHttp.Answer call(String authorization, String json) throws IOException {
        return ask(cluster.leader(), "POST", "/api/v1", authorization, json);
    }

    private static RawHttp.Answer ask(
            InetSocketAddress address, String method, String path, String authorization, String body) throws IOException {
        try (RawHttp connection = new RawHttp(address)) {
            connection.send(request(method, path, authorization, body));
            return connection.read(1);
        }
    }

    private static byte[] request(String method, String path, String authorization, String body) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(UTF_8);
    }
}
