package dev.mesoschaos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.runner.Progress;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnotationsTest {

    private static final String SECRET = "glsa_secret";

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private volatile int answer = 200;
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            received.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void grafanaHearsOfStartInjectUndoAndVerdictWithTheToken() throws Exception {
        try (Annotations annotations = to("/api/annotations", Optional.of(SECRET))) {
            tellAll(annotations);
        }
        JsonNode start = received.take();
        assertThat(start.get("tags").toString()).isEqualTo("[\"mesos-chaos\",\"rack-partition\",\"start\"]");
        assertThat(start.get("time").asLong()).isPositive();
        assertThat(start.get("text").asText()).isEqualTo("rack-partition: seed 1");
        assertThat(received.take().at("/tags/2").asText()).isEqualTo("inject");
        assertThat(received.take().at("/text").asText()).isEqualTo("rack-partition: cut: undone");
        assertThat(received.take().at("/tags/2").asText()).isEqualTo("verdict");
        assertThat(received).isEmpty();
        assertThat(tokens).containsOnly("Bearer " + SECRET);
        assertThat(said()).isEmpty();
    }

    @Test
    void anyOtherReceiverGetsPlainFieldsAndNoTokenUnlessThereIsOne() throws Exception {
        try (Annotations annotations = to("/hook", Optional.empty())) {
            tellAll(annotations);
        }
        JsonNode start = received.take();
        assertThat(start.get("event").asText()).isEqualTo("start");
        assertThat(start.get("scenario").asText()).isEqualTo("rack-partition");
        assertThat(start.get("at").asText()).endsWith("Z");
        assertThat(tokens).containsOnly("null");
    }

    @Test
    void aReceiverThatRefusesIsSaidOnceAndTheTokenNever() {
        answer = 401;
        try (Annotations annotations = to("/hook?key=hidden", Optional.of(SECRET))) {
            tellAll(annotations);
        }
        assertThat(said().lines()).hasSize(1);
        assertThat(said()).contains("127.0.0.1: it answered 401").doesNotContain(SECRET, "hidden");
    }

    @Test
    void aReceiverThatNeverAnswersDelaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Annotations annotations = new Annotations(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), Optional.empty(), Clock.system(),
                        Bench.stream(err))) {
            assertTimeout(Duration.ofSeconds(2), () -> {
                for (int i = 0; i < 1000; i++) {
                    tellAll(annotations);
                }
            });
        }
    }

    private void tellAll(Annotations annotations) {
        annotations.started("rack-partition", "seed 1");
        annotations.progress(progress("cut: injecting", InjectionState.INJECTING));
        annotations.progress(progress("cut: active", InjectionState.ACTIVE));
        annotations.progress(progress("cut: undone", InjectionState.UNDONE));
        annotations.broken("the cluster is gone");
    }

    private static Progress progress(String news, InjectionState state) {
        return new Progress(Duration.ZERO, Phase.METHOD, List.of(), Map.of(), List.of(), news, Optional.of(state));
    }

    private Annotations to(String path, Optional<String> token) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new Annotations(url, token, Clock.system(), Bench.stream(err));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
