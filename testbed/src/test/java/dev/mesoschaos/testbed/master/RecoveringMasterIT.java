package dev.mesoschaos.testbed.master;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One master of a quorum of two: it is elected and stays in recovery (mesos-facts 12, statement 3). */
class RecoveringMasterIT {

    private static final OkHttpClient CLIENT =
            new OkHttpClient.Builder().followRedirects(false).build();

    @TempDir
    private static Path directory;

    private static TestZooKeeper zooKeeper;
    private static MasterProcess master;

    @BeforeAll
    static void start() throws Exception {
        zooKeeper = new TestZooKeeper(directory.resolve("zookeeper"));
        master = new MasterProcess(zooKeeper, directory.resolve("m1"), 2);
        await().atMost(Duration.ofSeconds(40)).until(() -> ask("GET", "/redirect", "").startsWith("307"));
    }

    @AfterAll
    static void stop() {
        master.close();
        zooKeeper.close();
        CLIENT.dispatcher().executorService().shutdown();
        CLIENT.connectionPool().evictAll();
    }

    private static String ask(String method, String path, String body) throws IOException {
        RequestBody content = method.equals("GET")
                ? null
                : RequestBody.create(body.getBytes(UTF_8), MediaType.get("application/json"));
        try (Response response = CLIENT.newCall(new Request.Builder()
                        .url("http://" + master.address() + path)
                        .method(method, content)
                        .build())
                .execute()) {
            return response.code() + " " + response.body().string();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1, '{\"type\":\"GET_HEALTH\"}'",
        "GET, /api/v1, ''",
        "POST, /master/api/v1, '{bad'",
        "POST, /api/v1/scheduler, '{\"type\":\"REVIVE\"}'",
    })
    void theV1ApiIsNotThereYetWhateverIsAsked(String method, String path, String body) throws IOException {
        assertThat(ask(method, path, body)).isEqualTo("503 Master has not finished recovery");
    }

    @Test
    void theOlderViewsAreEmpty() throws IOException {
        assertThat(ask("GET", "/master/state", ""))
                .startsWith("200 ")
                .contains("\"slaves\":[]", "\"recovered_slaves\":[]", "\"frameworks\":[]");
        assertThat(ask("GET", "/slaves", "")).isEqualTo("200 {\"slaves\":[],\"recovered_slaves\":[]}");
        assertThat(ask("GET", "/tasks", "")).isEqualTo("200 {\"tasks\":[]}");
        assertThat(ask("GET", "/maintenance/schedule", "")).isEqualTo("200 {}");
        assertThat(ask("GET", "/registrar(1)/registry", "")).isEqualTo("200 {}");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /master/teardown, 'frameworkId=x', 'No framework found with specified ID'",
        "POST, /reserve, 'slaveId=x&resources=[]', 'No agent found with specified ID'",
        "POST, /machine/down, '[]', 'List of machines is empty'",
        "POST, /machine/up, '[{\"hostname\":\"h\"}]', "
                + "'Machine ''{\"hostname\":\"h\"}'' is not part of a maintenance schedule'",
        "POST, /machine/down, '{bad', ",
        "DELETE, /quota/web, '', 'Failed to remove quota: Role ''web'' has no quota set'",
    })
    void anOlderCallIsHandledAsIfThereWereNothing(String method, String path, String body, String problem)
            throws IOException {
        assertThat(ask(method, path, body)).startsWith("400 ").contains(problem == null ? "JSON" : problem);
    }
}
