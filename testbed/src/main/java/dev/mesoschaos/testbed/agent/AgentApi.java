package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.api.Build;
import dev.mesoschaos.testbed.api.CallApi;
import dev.mesoschaos.testbed.api.MediaType;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.process.Verbosity;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.agent.Protos;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response.GetFlags;
import org.apache.mesos.v1.agent.Protos.Response.GetHealth;
import org.apache.mesos.v1.agent.Protos.Response.GetMetrics;
import org.apache.mesos.v1.agent.Protos.Response.GetOperations;
import org.apache.mesos.v1.agent.Protos.Response.GetResourceProviders;
import org.apache.mesos.v1.agent.Protos.Response.GetVersion;

/** {@code POST /api/v1} of an agent: checks in the order of mesos-facts 1.2 and 1.5, then the calls it knows. */
final class AgentApi {

    private static final Set<Call.Type> OPTIONAL_PAYLOAD =
            EnumSet.of(Call.Type.GET_CONTAINERS, Call.Type.PRUNE_IMAGES);

    private final AgentFlags flags;
    private final AgentAuth auth;
    private final AgentViews views;
    private final Verbosity verbosity;

    AgentApi(AgentFlags flags, AgentAuth auth, AgentViews views, Verbosity verbosity) {
        this.flags = flags;
        this.auth = auth;
        this.views = views;
        this.verbosity = verbosity;
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
        try {
            Call call = (Call) CallApi.AGENT.read(request, Call.newBuilder());
            CallApi.AGENT.require(call, "type");
            CallApi.AGENT.requirePayload(call, call.getType(), OPTIONAL_PAYLOAD);
            MediaType format = CallApi.AGENT.accepted(request);
            Caller caller = auth.caller(request);
            require(call, caller);
            return ContainerCalls.answer(call)
                    .or(() -> new ProcessCalls(verbosity, new Sandboxes(now)).answer(call, caller, format))
                    .orElseGet(() -> call(call, format, new AgentSight(now, caller), reads));
        } catch (Refusal e) {
            return e.response();
        }
    }

    private static void require(Call call, Caller caller) {
        switch (call.getType()) {
            case GET_FLAGS -> caller.require(Action.VIEW_FLAGS);
            case SET_LOGGING_LEVEL -> caller.require(Action.SET_LOG_LEVEL);
            default -> { }
        }
    }

    private Response call(Call call, MediaType format, AgentSight sight, AgentReads reads) {
        Protos.Response.Builder answer = Protos.Response.newBuilder();
        switch (call.getType()) {
            case GET_HEALTH -> answer.setGetHealth(GetHealth.newBuilder().setHealthy(true));
            case GET_VERSION -> answer.setGetVersion(version());
            case GET_FLAGS -> answer.setGetFlags(getFlags());
            case GET_METRICS -> answer.setGetMetrics(metrics(sight.whole()));
            case GET_OPERATIONS -> answer.setGetOperations(GetOperations.getDefaultInstance());
            case GET_RESOURCE_PROVIDERS -> answer.setGetResourceProviders(GetResourceProviders.getDefaultInstance());
            case UNKNOWN -> throw Refusal.notImplemented();
            default -> answer = reads.answer(call, sight)
                    .orElseThrow(() -> new Refusal(501, "The testbed's agent does not know the call " + call.getType()));
        }
        var typed = answer.setType(Protos.Response.Type.valueOf(call.getType().name())).build();
        return Response.ok(format.mediaType(), format.encode(typed));
    }

    private static GetVersion.Builder version() {
        return GetVersion.newBuilder().setVersionInfo(Build.INFO);
    }

    private GetMetrics.Builder metrics(AgentSnapshot now) {
        GetMetrics.Builder all = GetMetrics.newBuilder();
        views.metrics(now).forEach((name, value) -> all.addMetricsBuilder().setName(name).setValue(value));
        return all;
    }

    private GetFlags.Builder getFlags() {
        GetFlags.Builder all = GetFlags.newBuilder();
        flags.asMap().forEach((name, value) -> all.addFlagsBuilder().setName(name).setValue(value));
        return all;
    }

    static Response recovering() {
        return Response.text(503, "Agent has not finished recovery");
    }
}
