package dev.mesoschaos.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster for playing with, from two terminals. */
@Timeout(300)
class PlaygroundIT {

    private static final int TERMINATED = 143;

    private final Product product = Product.ofThisUser();

    @TempDir
    private Path shared;

    private Path here;
    private Path there;

    @BeforeEach
    void twoTerminals() throws IOException {
        here = product.directory(shared, "hier");
        there = product.directory(shared, "nebenan");
    }

    @Test
    void nothingIsLeftOfItWhenItIsKilled() throws Exception {
        try (LiveRun cluster = up()) {
            cluster.killHarness();

            cluster.goneSoon();
            assertThat(call("status").exitCode()).isOne();
            assertThat(call("down").out()).startsWith("no cluster is up");
        }
    }

    @Test
    void itsAddressesAnswerAndNothingIsLeftWhenItWasEnded() throws Exception {
        try (LiveRun cluster = up()) {
            JsonNode status = new ObjectMapper().readTree(call("status", "--json").out());
            assertThat(get(status.get("masters").get(0), "/version")).contains("1.11.0");
            assertThat(status.get("apps").get("web")).hasSize(3)
                    .allSatisfy(instance -> assertThat(get(instance, "/")).isNotEmpty());
            assertThat(call("up").err()).contains("a cluster is up in ", "cluster down");

            assertThat(call("down").out()).isEqualTo("the cluster is gone\n");

            assertThat(cluster.end().exitCode()).isEqualTo(TERMINATED);
            cluster.goneSoon();
            assertThat(call("status").exitCode()).isOne();
        }
    }

    private LiveRun up() throws IOException {
        List<String> arguments = arguments("up");
        arguments.addAll(List.of("-D", "chaos.cache=" + product.cache()));
        arguments.addAll(List.of("--workload", Product.scenario("small-host-loss").toString()));
        LiveRun cluster = LiveRun.command(product, here, arguments);
        cluster.await(() -> Files.exists(shared.resolve("cluster").resolve("cluster.json")));
        return cluster;
    }

    private Product.Outcome call(String command, String... more) throws IOException, InterruptedException {
        List<String> arguments = arguments(command);
        arguments.addAll(List.of(more));
        return product.call(there, arguments);
    }

    private List<String> arguments(String command) {
        return new ArrayList<>(List.of("cluster", command, "--out", shared.toString()));
    }

    private static String get(JsonNode address, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + address.get("host").asText() + ":" + address.get("port").asInt() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }
}
