package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.api.CallApi;
import dev.mesoschaos.testbed.api.MediaType;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.executor.Protos.Call;

/** {@code /api/v1/executor}: the checks of mesos-facts 1.5 that need no agent, then the agent's own. */
final class ExecutorApi {

    void handle(Request request, Exchange exchange, Optional<Agent> agent) {
        if (agent.isEmpty()) {
            exchange.respond(AgentApi.recovering());
            return;
        }
        try {
            Call call = (Call) CallApi.EXECUTOR.read(request, Call.newBuilder());
            CallApi.EXECUTOR.require(call, "type");
            CallApi.EXECUTOR.requirePayload(call, call.getType(), Set.of());
            if (call.getType() == Call.Type.UPDATE) {
                CallApi.EXECUTOR.requireUuid(call.getUpdate().getStatus().getUuid());
            }
            boolean streams = call.getType() == Call.Type.SUBSCRIBE;
            MediaType format = streams ? CallApi.EXECUTOR.accepted(request) : MediaType.JSON;
            ExecutorStreams.handle(call, format, exchange, agent.get());
        } catch (Refusal e) {
            exchange.respond(e.response());
        }
    }
}
