package dev.mesoschaos.testbed.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A scheduler that does what the recorded ones did: it subscribes, launches a task and acknowledges. */
final class RecordedWorkload implements AutoCloseable {

    /** Three quarters of a minute. */
    private static final int MOST_HEARTBEATS = 3;

    private final List<JsonNode> kept = new ArrayList<>();
    private final InetSocketAddress master;
    private final RawHttp stream;
    private final String streamId;
    private final String id;

    private RecordedWorkload(InetSocketAddress master, String frameworkInfo) throws IOException {
        this.master = master;
        this.stream = new RawHttp(master);
        stream.send(request("{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":" + frameworkInfo + "}}", ""));
        RawHttp.Answer first = stream.read(1);
        this.streamId = first.headers().get("Mesos-Stream-Id");
        this.id = event(first.text()).at("/subscribed/framework_id/value").asText();
    }

    /** A framework whose one task has ended, and that is gone. */
    static void runToItsEnd(InetSocketAddress master) throws IOException {
        try (RecordedWorkload framework = new RecordedWorkload(master, """
                {"user": "root", "name": "mesos-execute instance", "role": "*", "capabilities": [
                  {"type": "RESERVATION_REFINEMENT"}, {"type": "TASK_KILLING_STATE"},
                  {"type": "REVOCABLE_RESOURCES"}, {"type": "PARTITION_AWARE"}]}""")) {
            framework.launch("hello", "true", "");
            framework.acknowledgeUntil("TASK_FINISHED");
            framework.call("TEARDOWN", "");
        }
    }

    /** A framework with a running task, an offer and every option of a task that was recorded. */
    static RecordedWorkload start(InetSocketAddress master) throws IOException {
        RecordedWorkload framework = new RecordedWorkload(master, """
                {"user": "root", "name": "ops", "checkpoint": true, "roles": ["*"], "capabilities": [
                  {"type": "MULTI_ROLE"}, {"type": "PARTITION_AWARE"}, {"type": "RESERVATION_REFINEMENT"}]}""");
        framework.launch("cmd-1", "echo out; echo err >&2; sleep 900", """
                ,"labels":{"labels":[{"key":"k","value":"v"}]}""");
        framework.acknowledgeUntil("TASK_RUNNING");
        framework.next("OFFERS");
        return framework;
    }

    private void launch(String name, String command, String more) throws IOException {
        JsonNode offer = next("OFFERS").at("/offers/offers/0");
        String resources = "[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":0.1}},"
                + "{\"name\":\"mem\",\"type\":\"SCALAR\",\"scalar\":{\"value\":32}},"
                + "{\"name\":\"disk\",\"type\":\"SCALAR\",\"scalar\":{\"value\":10}}]";
        String task = "{\"name\":\"" + name + "\",\"task_id\":{\"value\":\"" + name + "\"},\"agent_id\":"
                + offer.path("agent_id") + ",\"resources\":" + resources + ",\"command\":{\"value\":\"" + command + "\"}"
                + more + "}";
        call("ACCEPT", ",\"accept\":{\"offer_ids\":[" + offer.path("id") + "],\"filters\":{\"refuse_seconds\":0},"
                + "\"operations\":[{\"type\":\"LAUNCH\",\"launch\":{\"task_infos\":[" + task + "]}}]}");
    }

    private void acknowledgeUntil(String state) throws IOException {
        while (true) {
            JsonNode status = next("UPDATE").at("/update/status");
            call("ACKNOWLEDGE", ",\"acknowledge\":{\"agent_id\":" + status.path("agent_id") + ",\"task_id\":"
                    + status.path("task_id") + ",\"uuid\":" + status.path("uuid") + "}");
            if (status.path("state").asText().equals(state)) {
                return;
            }
        }
    }

    /** The next event of that type; others that came before it are kept, as an offer may overtake an update. */
    private JsonNode next(String type) throws IOException {
        for (JsonNode event : kept) {
            if (isOf(type, event)) {
                kept.remove(event);
                return event;
            }
        }
        for (int heartbeats = 0; heartbeats < MOST_HEARTBEATS; ) {
            JsonNode event = event(stream.chunk());
            if (isOf(type, event)) {
                return event;
            }
            if (isOf("HEARTBEAT", event)) {
                heartbeats++;
            } else {
                kept.add(event);
            }
        }
        throw new AssertionError("no " + type + " within " + MOST_HEARTBEATS + " heartbeats, but " + kept);
    }

    private static boolean isOf(String type, JsonNode event) {
        return event.path("type").asText().equals(type);
    }

    private static JsonNode event(String record) throws IOException {
        return Recording.JSON.readTree(record.substring(record.indexOf('\n') + 1));
    }

    private void call(String type, String payload) throws IOException {
        String json = "{\"type\":\"" + type + "\",\"framework_id\":{\"value\":\"" + id + "\"}" + payload + "}";
        try (RawHttp connection = new RawHttp(master)) {
            connection.send(request(json, "Mesos-Stream-Id: " + streamId + "\r\n"));
            RawHttp.Answer answer = connection.read(0);
            if (!answer.status().startsWith("HTTP/1.1 202")) {
                throw new AssertionError(type + " was answered " + answer.status() + ": " + answer.text());
            }
        }
    }

    private static byte[] request(String json, String header) {
        byte[] body = json.getBytes(UTF_8);
        return ("POST /api/v1/scheduler HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + header
                        + "Content-Length: " + body.length + "\r\n\r\n" + json)
                .getBytes(UTF_8);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
