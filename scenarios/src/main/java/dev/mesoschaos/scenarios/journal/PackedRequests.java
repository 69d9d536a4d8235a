package dev.mesoschaos.scenarios.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Event.Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Requests as a journal writes them. A few stand there one by one, for people. Many, from probes with a high rate, stand
 * there as columns, compressed: nothing is lost, so judging gives the same percentiles, and one takes some two bytes.
 *
 * @param dueDeltasMicros time from one request to the next; the first from the event's own time
 * @param hosts all that were asked
 * @param asked index of each request's host
 * @param outcomes all that there were
 * @param ended index of each request's outcome
 */
record PackedRequests(
        List<Long> dueDeltasMicros, List<Long> latenciesMicros, List<String> hosts, List<Integer> asked,
        List<Outcome> outcomes, List<Integer> ended) {

    /** More are packed. */
    static final int MOST_UNPACKED = 500;

    private static PackedRequests of(List<Request> requests) {
        List<String> hosts = requests.stream().map(Request::host).distinct().toList();
        List<Outcome> outcomes = requests.stream().map(Request::outcome).distinct().toList();
        List<Long> deltas = new ArrayList<>();
        long before = 0;
        for (Request request : requests) {
            deltas.add(request.dueMicros() - before);
            before = request.dueMicros();
        }
        return new PackedRequests(
                deltas,
                requests.stream().map(Request::latencyMicros).toList(),
                hosts,
                requests.stream().map(request -> hosts.indexOf(request.host())).toList(),
                outcomes,
                requests.stream().map(request -> outcomes.indexOf(request.outcome())).toList());
    }

    private List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        long due = 0;
        for (int i = 0; i < dueDeltasMicros.size(); i++) {
            due += dueDeltasMicros.get(i);
            requests.add(new Request(
                    due, latenciesMicros.get(i), outcomes.get(ended.get(i)), hosts.get(asked.get(i))));
        }
        return requests;
    }

    /** Writes requests, packed when they are many. */
    static final class Writer extends JsonSerializer<List<Request>> {
        @Override
        public void serialize(List<Request> requests, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            if (requests.size() <= MOST_UNPACKED) {
                json.writeStartArray();
                for (Request request : requests) {
                    provider.defaultSerializeValue(request, json);
                }
                json.writeEndArray();
                return;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            try (OutputStream compressed = new DeflaterOutputStream(bytes, deflater)) {
                compressed.write(JournalJson.mapper().writeValueAsBytes(of(requests)));
            } finally {
                deflater.end();
            }
            json.writeBinary(bytes.toByteArray());
        }
    }

    /** Reads either form. */
    static final class Reader extends JsonDeserializer<List<Request>> {

        private static final TypeReference<List<Request>> UNPACKED = new TypeReference<>() {};

        @Override
        public List<Request> deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return json.readValueAs(UNPACKED);
            }
            try (InflaterInputStream bytes =
                    new InflaterInputStream(new ByteArrayInputStream(json.getBinaryValue()))) {
                return JournalJson.mapper().readValue(bytes, PackedRequests.class).requests();
            }
        }
    }
}
