package dev.mesoschaos.testbed.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.json.JsonConversionException;
import dev.mesoschaos.testbed.json.JsonSyntaxException;
import dev.mesoschaos.testbed.json.MesosJson;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.VersionInfo;
import org.apache.mesos.v1.agent.Protos;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response.GetAgent;
import org.apache.mesos.v1.agent.Protos.Response.GetFlags;
import org.apache.mesos.v1.agent.Protos.Response.GetFrameworks;
import org.apache.mesos.v1.agent.Protos.Response.GetHealth;
import org.apache.mesos.v1.agent.Protos.Response.GetState;
import org.apache.mesos.v1.agent.Protos.Response.GetTasks;
import org.apache.mesos.v1.agent.Protos.Response.GetVersion;

/** {@code POST /api/v1} of an agent: checks in the order of mesos-facts 1.2 and 1.5, then the calls it knows. */
final class AgentApi {

    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";

    private final AgentFlags flags;

    AgentApi(AgentFlags flags) {
        this.flags = flags;
    }

    void handle(Request request, Exchange exchange, Optional<Agent> agent) {
        if (agent.isEmpty()) {
            exchange.respond(recovering());
            return;
        }
        var unused = agent.get().snapshot().thenAccept(now -> exchange.respond(answer(request, now)));
    }

    private Response answer(Request request, AgentSnapshot now) {
        if (!now.recovered()) {
            return recovering();
        }
        if (!request.method().equals("POST")) {
            String text = "405 Method Not Allowed. Expecting one of { 'POST' }, but received '" + request.method() + "'.";
            return Response.text(405, text).with("Allow", "POST");
        }
        Optional<String> type = request.header("Content-Type");
        if (type.isEmpty()) {
            return Response.text(400, "Expecting 'Content-Type' to be present");
        }
        if (!type.get().equals(JSON) && !type.get().equals(PROTOBUF)) {
            return Response.text(415, "Expecting 'Content-Type' of application/json or application/x-protobuf");
        }
        try {
            return call(parse(type.get(), request.body()), request, now);
        } catch (JsonSyntaxException e) {
            return Response.text(400, "Failed to parse body into JSON: " + e.getMessage());
        } catch (JsonConversionException e) {
            return Response.text(400, "Failed to convert JSON into Call protobuf: " + e.getMessage());
        } catch (InvalidProtocolBufferException e) {
            return Response.text(400, "Failed to parse body into Call protobuf");
        }
    }

    private static Call parse(String type, byte[] body) throws InvalidProtocolBufferException {
        return type.equals(JSON) ? (Call) MesosJson.parse(body, Call.newBuilder()) : Call.parseFrom(body);
    }

    private Response call(Call call, Request request, AgentSnapshot now) {
        if (!call.hasType()) {
            return Response.text(400, "Failed to validate agent::Call: Expecting 'type' to be present");
        }
        String accept = request.header("Accept").orElse(JSON);
        boolean json = accept.contains("*/*") || accept.contains("application/*") || accept.contains(JSON);
        if (!json && !accept.contains(PROTOBUF)) {
            return Response.text(
                    406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
        }
        Protos.Response.Builder answer = Protos.Response.newBuilder();
        switch (call.getType()) {
            case GET_HEALTH -> answer.setGetHealth(GetHealth.newBuilder().setHealthy(true));
            case GET_VERSION -> answer.setGetVersion(version());
            case GET_FLAGS -> answer.setGetFlags(getFlags());
            case GET_AGENT -> answer.setGetAgent(GetAgent.newBuilder().setAgentInfo(now.info()));
            case GET_TASKS -> answer.setGetTasks(tasks(now));
            case GET_FRAMEWORKS -> answer.setGetFrameworks(frameworks(now));
            case GET_STATE -> answer.setGetState(GetState.newBuilder().setGetTasks(tasks(now)).setGetFrameworks(frameworks(now)));
            default -> {
                return Response.text(501, "The testbed's agent does not know the call " + call.getType());
            }
        }
        var typed = answer.setType(Protos.Response.Type.valueOf(call.getType().name())).build();
        return json ? Response.ok(JSON, MesosJson.print(typed)) : Response.ok(PROTOBUF, typed.toByteArray());
    }

    private static GetVersion.Builder version() {
        return GetVersion.newBuilder().setVersionInfo(VersionInfo.newBuilder().setVersion(Agent.VERSION));
    }

    private GetFlags.Builder getFlags() {
        GetFlags.Builder all = GetFlags.newBuilder();
        flags.asMap().forEach((name, value) -> all.addFlagsBuilder().setName(name).setValue(value));
        return all;
    }

    private static GetFrameworks.Builder frameworks(AgentSnapshot now) {
        GetFrameworks.Builder all = GetFrameworks.newBuilder();
        now.frameworks().forEach(framework -> all.addFrameworksBuilder().setFrameworkInfo(framework));
        return all;
    }

    private static GetTasks.Builder tasks(AgentSnapshot now) {
        GetTasks.Builder all = GetTasks.newBuilder().addAllCompletedTasks(now.completed());
        for (Task task : now.tasks()) {
            if (TaskStates.isTerminal(task.getState())) {
                all.addTerminatedTasks(task);
            } else {
                all.addLaunchedTasks(task);
            }
        }
        return all;
    }

    private static Response recovering() {
        return Response.text(503, "Agent has not finished recovery");
    }
}
