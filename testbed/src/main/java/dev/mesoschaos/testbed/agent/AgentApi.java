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
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.agent.Protos;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response.GetAgent;
import org.apache.mesos.v1.agent.Protos.Response.GetFlags;
import org.apache.mesos.v1.agent.Protos.Response.GetFrameworks;
import org.apache.mesos.v1.agent.Protos.Response.GetHealth;
import org.apache.mesos.v1.agent.Protos.Response.GetMetrics;
import org.apache.mesos.v1.agent.Protos.Response.GetOperations;
import org.apache.mesos.v1.agent.Protos.Response.GetResourceProviders;
import org.apache.mesos.v1.agent.Protos.Response.GetState;
import org.apache.mesos.v1.agent.Protos.Response.GetTasks;
import org.apache.mesos.v1.agent.Protos.Response.GetVersion;

/** {@code POST /api/v1} of an agent: checks in the order of mesos-facts 1.2 and 1.5, then the calls it knows. */
final class AgentApi {

    private static final Set<Call.Type> OPTIONAL_PAYLOAD =
            EnumSet.of(Call.Type.GET_CONTAINERS, Call.Type.PRUNE_IMAGES);

    private final AgentFlags flags;
    private final AgentAuth auth;
    private final AgentViews views;
    private final ProcessCalls process;

    AgentApi(AgentFlags flags, AgentAuth auth, AgentViews views, ProcessCalls process) {
        this.flags = flags;
        this.auth = auth;
        this.views = views;
        this.process = process;
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
        try {
            Call call = (Call) CallApi.AGENT.read(request, Call.newBuilder());
            CallApi.AGENT.require(call, "type");
            CallApi.AGENT.requirePayload(call, call.getType(), OPTIONAL_PAYLOAD);
            MediaType format = CallApi.AGENT.accepted(request);
            require(call, auth.caller(request));
            return ContainerCalls.answer(call).or(() -> process.answer(call, format)).orElseGet(() -> call(call, format, now));
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

    private Response call(Call call, MediaType format, AgentSnapshot now) {
        Protos.Response.Builder answer = Protos.Response.newBuilder();
        switch (call.getType()) {
            case GET_HEALTH -> answer.setGetHealth(GetHealth.newBuilder().setHealthy(true));
            case GET_VERSION -> answer.setGetVersion(version());
            case GET_FLAGS -> answer.setGetFlags(getFlags());
            case GET_AGENT -> answer.setGetAgent(GetAgent.newBuilder().setAgentInfo(now.info()));
            case GET_TASKS -> answer.setGetTasks(tasks(now));
            case GET_FRAMEWORKS -> answer.setGetFrameworks(frameworks(now));
            case GET_STATE -> answer.setGetState(GetState.newBuilder().setGetTasks(tasks(now)).setGetFrameworks(frameworks(now)));
            case GET_METRICS -> answer.setGetMetrics(metrics(now));
            case GET_CONTAINERS -> { }
            case GET_OPERATIONS -> answer.setGetOperations(GetOperations.getDefaultInstance());
            case GET_RESOURCE_PROVIDERS -> answer.setGetResourceProviders(GetResourceProviders.getDefaultInstance());
            case UNKNOWN -> throw Refusal.notImplemented();
            default -> throw new Refusal(501, "The testbed's agent does not know the call " + call.getType());
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

    static Response recovering() {
        return Response.text(503, "Agent has not finished recovery");
    }
}
