package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mockwebserver3.MockResponse;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.junit.jupiter.api.Test;

/** Every body of the recorded cluster is read without loss, and every refusal becomes the exception that it means. */
class RecordedBodiesTest {

    /** Names that Mesos sends and its own v1 messages do not have. */
    private static final List<String> NOT_IN_THE_MESSAGES =
            List.of("agent_info.checkpoint is unknown", "recovered_agents.checkpoint is unknown");

    @Test
    void everyRecordedAnswerAndEventIsReadWithNothingLost() {
        Map<String, Integer> read = new TreeMap<>();
        List<String> losses = new ArrayList<>();
        for (String file : files()) {
            for (Body body : bodies(file)) {
                Message message = Recordings.message(body.json(), body.prototype());
                Losses.between(body.json(), message).forEach(loss -> losses.add(file + ": " + loss));
                read.merge(message.getDescriptorForType().getFullName(), 1, Integer::sum);
                assertThat(protobufAgain(message)).isEqualTo(message);
            }
        }
        losses.removeIf(loss -> NOT_IN_THE_MESSAGES.stream().anyMatch(loss::endsWith));
        assertThat(losses).isEmpty();
        assertThat(read).as("bodies by type").isEqualTo(Map.of("mesos.v1.agent.Response", 30,
                "mesos.v1.master.Response", 63, "mesos.v1.master.Event", 86, "mesos.v1.scheduler.Event", 133));
    }

    @Test
    void recordedFlagsAndMetricsAreRead() {
        try (FakeMaster master = new FakeMaster(); MesosHttp http = MesosHttp.standard()) {
            OperatorClient client = new OperatorClient(http, LeaderSource.of(List.of(master.address())));
            master.answers(request -> json(request.getTarget().equals("/flags")
                    ? "operator_busy/master_v0/GET_master_flags.json" : "operator_busy/master_v0/GET_metrics_snapshot.json"));
            assertThat(client.flags(master.address())).containsEntry("agent_ping_timeout", "1secs").hasSizeGreaterThan(40);
            assertThat(client.metrics(master.address())).containsEntry("master/elected", 1.0).hasSizeGreaterThan(200);
            master.answers(request -> json("operator_busy/agent_v0/GET_flags.json"));
            assertThat(client.flags(master.address())).containsKey("isolation");
        }
    }

    /** The 218 requests that a real cluster was asked: only the answer matters to a client. */
    @Test
    void everyRecordedAnswerToABadRequestIsTheExceptionThatItMeans() {
        int refused = 0;
        int seen = 0;
        for (JsonNode recorded : Recordings.json("errors.json")) {
            seen++;
            int status = Integer.parseInt(recorded.get("status").asText().substring(9, 12));
            if (status < 300) {
                continue;
            }
            MesosException e = failure(status, recorded);
            String text = recorded.get("response_body").asText();
            assertThat(e).as("%s", recorded.get("case")).isInstanceOf(switch (status) {
                case 307, 503 -> MesosException.Unavailable.class;
                default -> text.equals("404 Not Found.")
                        ? MesosException.Unavailable.class : MesosException.Refused.class;
            });
            if (e instanceof MesosException.Refused refusal) {
                refused++;
                assertThat(refusal.status()).isEqualTo(status);
                assertThat(refusal.reason()).isEqualTo(new PeerText(Optional.empty()).printable(text));
                assertThat(refusal.retryable()).isEqualTo(status == 409);
            }
        }
        assertThat(seen).isEqualTo(218);
        assertThat(refused).isGreaterThan(150);
    }

    private static MesosException failure(int status, JsonNode recorded) {
        try (FakeMaster master = new FakeMaster(); MesosHttp http = MesosHttp.standard()) {
            MockResponse.Builder answer = new MockResponse.Builder().code(status)
                    .body(recorded.get("response_body").asText());
            for (JsonNode header : recorded.get("headers")) {
                String name = header.asText().substring(0, header.asText().indexOf(':'));
                if (!name.equals("Content-Length") && !name.equals("Transfer-Encoding")) {
                    answer.setHeader(name, header.asText().substring(name.length() + 2));
                }
            }
            master.answers(answer.build());
            OperatorClient client = new OperatorClient(http, LeaderSource.of(List.of(master.address())));
            Call call = Call.newBuilder().setType(Call.Type.GET_HEALTH).build();
            return catchThrowableOfType(MesosException.class, () -> client.call(master.address(), call));
        }
    }

    private record Body(JsonNode json, Message prototype) {}

    private static List<Body> bodies(String file) {
        JsonNode root = Recordings.json(file);
        if (file.contains("operator_") && (root.has("events") || root.has("records"))) {
            return events(root, org.apache.mesos.v1.master.Protos.Event.getDefaultInstance());
        }
        if (root.has("events")) {
            return events(root, org.apache.mesos.v1.scheduler.Protos.Event.getDefaultInstance());
        }
        Message response = file.contains("/agent/")
                ? org.apache.mesos.v1.agent.Protos.Response.getDefaultInstance() : Response.getDefaultInstance();
        if (root.has("type")) {
            return List.of(new Body(root, response));
        }
        return file.endsWith("ops/calls.json") ? exchanges(root) : StreamSupport.stream(root.spliterator(), false)
                .filter(value -> value.has("type")).map(value -> new Body(value, response)).toList();
    }

    private static List<Body> events(JsonNode root, Message prototype) {
        return StreamSupport.stream(root.path(root.has("events") ? "events" : "records").spliterator(), false)
                .filter(entry -> entry.has("event")).map(entry -> new Body(entry.get("event"), prototype)).toList();
    }

    /** Ports from 6050 on are the agents' in this recording. */
    private static List<Body> exchanges(JsonNode root) {
        return StreamSupport.stream(root.spliterator(), false).filter(entry -> entry.path("response").has("type"))
                .map(entry -> new Body(entry.get("response"), entry.path("port").asInt() > 6000
                        ? org.apache.mesos.v1.agent.Protos.Response.getDefaultInstance() : Response.getDefaultInstance()))
                .toList();
    }

    private static Message protobufAgain(Message message) {
        byte[] bytes = WireFormat.PROTOBUF.write(message);
        return WireFormat.PROTOBUF.read(message, bytes, 0, bytes.length);
    }

    private static MockResponse json(String file) {
        return new MockResponse.Builder().setHeader("Content-Type", "application/json")
                .body(Recordings.bytes(file).utf8()).build();
    }

    private static List<String> files() {
        try {
            Path root = Path.of(RecordedBodiesTest.class.getResource("/recordings/mesos-1.11.0").toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file).toString()).filter(file -> file.endsWith(".json"))
                        .filter(file -> !file.startsWith("redirect/") && !file.contains("_v0/")).sorted().toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("no recordings", e);
        }
    }
}
