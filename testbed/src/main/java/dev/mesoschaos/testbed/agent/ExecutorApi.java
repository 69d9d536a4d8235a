package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.api.CallApi;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.executor.Protos.Call;

/** {@code /api/v1/executor}: the checks of mesos-facts 1.5. The agent's own executors do not use it, and there are no others. */
final class ExecutorApi {

    void handle(Request request, Exchange exchange, Optional<Agent> agent) {
        if (agent.isEmpty()) {
            exchange.respond(AgentApi.recovering());
            return;
        }
        var unused = agent.get().snapshot().thenAccept(now -> exchange.respond(answer(request, now)));
    }

    private static Response answer(Request request, AgentSnapshot now) {
        try {
            Call call = (Call) CallApi.EXECUTOR.read(request, Call.newBuilder());
            CallApi.EXECUTOR.require(call, "type");
            CallApi.EXECUTOR.requirePayload(call, call.getType(), Set.of());
            if (call.getType() == Call.Type.UPDATE) {
                CallApi.EXECUTOR.requireUuid(call.getUpdate().getStatus().getUuid());
            }
            if (call.getType() == Call.Type.HEARTBEAT) {
                return Response.empty(202);
            }
            if (call.getType() == Call.Type.SUBSCRIBE) {
                CallApi.EXECUTOR.accepted(request);
            }
            if (!now.recovered() && call.getType() != Call.Type.SUBSCRIBE) {
                return AgentApi.recovering();
            }
            boolean known = now.frameworks().stream().anyMatch(framework -> framework.getId().equals(call.getFrameworkId()));
            throw new Refusal(400, known ? "Executor cannot be found" : "Framework cannot be found");
        } catch (Refusal e) {
            return e.response();
        }
    }
}
