package dev.mesoschaos.testbed.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.json.JsonConversionException;
import dev.mesoschaos.testbed.json.JsonSyntaxException;
import dev.mesoschaos.testbed.json.MesosJson;
import java.util.Optional;
import org.apache.mesos.v1.Protos.VersionInfo;
import org.apache.mesos.v1.agent.Protos;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response.GetFlags;
import org.apache.mesos.v1.agent.Protos.Response.GetHealth;
import org.apache.mesos.v1.agent.Protos.Response.GetVersion;

/** {@code POST /api/v1} of an agent: checks in the order of mesos-facts 1.2 and 1.5, then the calls it knows. */
final class AgentApi {

    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";

    private final AgentFlags flags;

    AgentApi(AgentFlags flags) {
        this.flags = flags;
    }

    /** {@code /api/v1/executor}: reads the call and hands it to the agent. */
    void handleExecutor(Request request, Exchange exchange, Optional<Agent> agent) {
        if (agent.isEmpty()) {
            exchange.respond(recovering());
            return;
        }
        Optional<Response> refusal = refusal(request);
        if (refusal.isPresent()) {
            exchange.respond(refusal.get());
            return;
        }
        try {
            String type = request.header("Content-Type").orElseThrow();
            var call = (org.apache.mesos.v1.executor.Protos.Call)
                    parse(type, request.body(), org.apache.mesos.v1.executor.Protos.Call.newBuilder());
            Optional<String> accepted = accepted(request);
            if (accepted.isEmpty()) {
                exchange.respond(unacceptable());
            } else if (!call.hasType()) {
                exchange.respond(Response.text(400, "Failed to validate executor::Call: Expecting 'type' to be present"));
            } else {
                ExecutorApi.handle(call, accepted.get(), exchange, agent.get());
            }
        } catch (JsonSyntaxException | JsonConversionException | InvalidProtocolBufferException e) {
            exchange.respond(unreadable(e));
        }
    }

    void handle(Request request, Exchange exchange, Optional<AgentServing> serving) {
        if (serving.isEmpty()) {
            exchange.respond(recovering());
            return;
        }
        AgentReads reads = new AgentReads(serving.get().containers());
        var unused = serving.get().snapshot().thenAcceptAsync(
                now -> exchange.respond(answer(request, now, reads)), serving.get().background());
    }

    private Response answer(Request request, AgentSnapshot now, AgentReads reads) {
        if (!now.recovered()) {
            return recovering();
        }
        Optional<Response> refusal = refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            String type = request.header("Content-Type").orElseThrow();
            return call((Call) parse(type, request.body(), Call.newBuilder()), request, now, reads);
        } catch (JsonSyntaxException | JsonConversionException | InvalidProtocolBufferException e) {
            return unreadable(e);
        }
    }

    private static Optional<Response> refusal(Request request) {
        if (!request.method().equals("POST")) {
            String text = "405 Method Not Allowed. Expecting one of { 'POST' }, but received '" + request.method() + "'.";
            return Optional.of(Response.text(405, text).with("Allow", "POST"));
        }
        Optional<String> type = request.header("Content-Type");
        if (type.isEmpty()) {
            return Optional.of(Response.text(400, "Expecting 'Content-Type' to be present"));
        }
        return type.get().equals(JSON) || type.get().equals(PROTOBUF)
                ? Optional.empty()
                : Optional.of(Response.text(
                        415, "Expecting 'Content-Type' of application/json or application/x-protobuf"));
    }

    private static Response unreadable(Exception why) {
        return Response.text(400, switch (why) {
            case JsonSyntaxException e -> "Failed to parse body into JSON: " + e.getMessage();
            case JsonConversionException e -> "Failed to convert JSON into Call protobuf: " + e.getMessage();
            default -> "Failed to parse body into Call protobuf";
        });
    }

    private static Message parse(String type, byte[] body, Message.Builder into) throws InvalidProtocolBufferException {
        return type.equals(JSON) ? MesosJson.parse(body, into) : into.mergeFrom(body).build();
    }

    private static Optional<String> accepted(Request request) {
        String accept = request.header("Accept").orElse(JSON);
        boolean json = accept.contains("*/*") || accept.contains("application/*") || accept.contains(JSON);
        return json ? Optional.of(JSON) : Optional.of(PROTOBUF).filter(accept::contains);
    }

    private static Response unacceptable() {
        return Response.text(406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
    }

    private Response call(Call call, Request request, AgentSnapshot now, AgentReads reads) {
        if (!call.hasType()) {
            return Response.text(400, "Failed to validate agent::Call: Expecting 'type' to be present");
        }
        Optional<String> accepted = accepted(request);
        if (accepted.isEmpty()) {
            return unacceptable();
        }
        Protos.Response.Builder answer = Protos.Response.newBuilder();
        switch (call.getType()) {
            case GET_HEALTH -> answer.setGetHealth(GetHealth.newBuilder().setHealthy(true));
            case GET_VERSION -> answer.setGetVersion(version());
            case GET_FLAGS -> answer.setGetFlags(getFlags());
            default -> {
                try {
                    Optional<Protos.Response.Builder> read = reads.answer(call, now);
                    if (read.isEmpty()) {
                        return Response.text(501, "The testbed's agent does not know the call " + call.getType());
                    }
                    answer = read.get();
                } catch (AgentReads.Refused refused) {
                    return refused.response();
                }
            }
        }
        var typed = answer.setType(Protos.Response.Type.valueOf(call.getType().name())).build();
        return accepted.get().equals(JSON)
                ? Response.ok(JSON, MesosJson.print(typed))
                : Response.ok(PROTOBUF, typed.toByteArray());
    }

    private static GetVersion.Builder version() {
        return GetVersion.newBuilder().setVersionInfo(VersionInfo.newBuilder().setVersion(Agent.VERSION));
    }

    private GetFlags.Builder getFlags() {
        GetFlags.Builder all = GetFlags.newBuilder();
        flags.asMap().forEach((name, value) -> all.addFlagsBuilder().setName(name).setValue(value));
        return all;
    }

    private static Response recovering() {
        return Response.text(503, "Agent has not finished recovery");
    }
}
