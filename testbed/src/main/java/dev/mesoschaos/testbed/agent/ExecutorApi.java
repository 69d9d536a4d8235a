package dev.mesoschaos.testbed.agent;

import com.google.protobuf.Message;
import dev.mesoschaos.testbed.http.ChunkStream;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.json.MesosJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.mesos.v1.executor.Protos.Call;
import org.apache.mesos.v1.executor.Protos.Event;

/** {@code POST /api/v1/executor}, once the call has been read: answers, and streams of events in RecordIO. */
final class ExecutorApi {

    private ExecutorApi() {}

    /**
     * Hands a call to the agent.
     *
     * @param mediaType of the events, if the call is answered with a stream
     */
    static void handle(Call call, String mediaType, Exchange exchange, Agent agent) {
        agent.executorCall(call, new ExecutorAnswer() {
            @Override
            public void accept() {
                exchange.respond(Response.empty(202));
            }

            @Override
            public void refuse(int status, String text) {
                exchange.respond(Response.text(status, text));
            }

            @Override
            public ExecutorChannel subscribe(Runnable closed) {
                return new Records(exchange.stream(Map.of("Content-Type", mediaType), closed), mediaType);
            }
        });
    }

    /** Decimal length, line feed, message (mesos-facts section 2). */
    private record Records(ChunkStream chunks, String mediaType) implements ExecutorChannel {

        @Override
        public void send(Event event) {
            byte[] message = encode(event);
            byte[] length = (message.length + "\n").getBytes(StandardCharsets.US_ASCII);
            byte[] record = new byte[length.length + message.length];
            System.arraycopy(length, 0, record, 0, length.length);
            System.arraycopy(message, 0, record, length.length, message.length);
            chunks.write(record);
        }

        private byte[] encode(Message event) {
            return mediaType.equals("application/json") ? MesosJson.print(event) : event.toByteArray();
        }

        @Override
        public void close() {
            chunks.end();
        }
    }
}
