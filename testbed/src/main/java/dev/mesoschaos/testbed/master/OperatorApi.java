package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Flag;
import org.apache.mesos.v1.Protos.Metric;
import org.apache.mesos.v1.Protos.VersionInfo;
import org.apache.mesos.v1.master.Protos;

/** {@code /api/v1} on the leader (mesos-facts 1.3, 2.2). */
final class OperatorApi {

    private final Parts parts;
    private final Frameworks frameworks;
    private final AgentLoss loss;
    private final OperatorChanges changes;
    private final MasterFlags flags;
    private final Metrics metrics;

    OperatorApi(Parts parts, Frameworks frameworks, AgentLoss loss, OperatorChanges changes, MasterFlags flags, Metrics metrics) {
        this.parts = parts;
        this.frameworks = frameworks;
        this.loss = loss;
        this.changes = changes;
        this.flags = flags;
        this.metrics = metrics;
    }

    /**
     * Answers a call.
     *
     * @throws Refusal when it is refused
     */
    void handle(Request request, Exchange exchange) {
        Protos.Call call = (Protos.Call) CallReader.read(request, Protos.Call.newBuilder());
        CallReader.require(call, "master", "type");
        CallReader.requirePayload(call, "master", call.getType(), Set.of());
        MediaType format = CallReader.accepted(request);
        switch (call.getType()) {
            case SUBSCRIBE -> subscribe(exchange, format);
            case TEARDOWN -> {
                frameworks.remove(parts.cluster()
                        .framework(call.getTeardown().getFrameworkId().getValue())
                        .orElseThrow(() -> new Refusal(400, "No framework found with specified ID")));
                exchange.respond(Response.empty(200));
            }
            case MARK_AGENT_GONE -> {
                AgentID agent = call.getMarkAgentGone().getAgentId();
                loss.gone(agent, () -> exchange.respond(Response.empty(200)));
            }
            default -> {
                if (!changes.handle(call, exchange)) {
                    exchange.respond(Response.ok(format.mediaType(), format.encode(read(call))));
                }
            }
        }
    }

    private void subscribe(Exchange exchange, MediaType format) {
        AtomicReference<EventStream> opened = new AtomicReference<>();
        var chunks = exchange.stream(Map.of("Content-Type", format.mediaType()), () -> parts.actor()
                .execute(() -> parts.observers().left(opened.get())));
        opened.set(new EventStream("", format, chunks));
        parts.observers().subscribe(opened.get(), Snapshots.state(parts.cluster()));
    }

    private Protos.Response read(Protos.Call call) {
        return changes.read(call).orElseGet(() -> readState(call));
    }

    private Protos.Response readState(Protos.Call call) {
        Protos.Response.Builder response = Protos.Response.newBuilder();
        Cluster cluster = parts.cluster();
        switch (call.getType()) {
            case GET_HEALTH -> response.setType(Protos.Response.Type.GET_HEALTH)
                    .setGetHealth(Protos.Response.GetHealth.newBuilder().setHealthy(true));
            case GET_FLAGS -> response.setType(Protos.Response.Type.GET_FLAGS).setGetFlags(flagList());
            case GET_VERSION -> response.setType(Protos.Response.Type.GET_VERSION)
                    .setGetVersion(Protos.Response.GetVersion.newBuilder()
                            .setVersionInfo(VersionInfo.newBuilder().setVersion(cluster.self().getVersion())));
            case GET_METRICS -> response.setType(Protos.Response.Type.GET_METRICS).setGetMetrics(metricList());
            case GET_STATE -> response.setType(Protos.Response.Type.GET_STATE).setGetState(Snapshots.state(cluster));
            case GET_AGENTS -> response.setType(Protos.Response.Type.GET_AGENTS).setGetAgents(Snapshots.agents(cluster));
            case GET_FRAMEWORKS -> response.setType(Protos.Response.Type.GET_FRAMEWORKS)
                    .setGetFrameworks(Snapshots.frameworks(cluster));
            case GET_TASKS -> response.setType(Protos.Response.Type.GET_TASKS).setGetTasks(Snapshots.tasks(cluster));
            case GET_MASTER -> response.setType(Protos.Response.Type.GET_MASTER)
                    .setGetMaster(Protos.Response.GetMaster.newBuilder()
                            .setMasterInfo(cluster.self())
                            .setStartTime(metrics.startSeconds())
                            .setElectedTime(metrics.electedSeconds()));
            case UNKNOWN -> throw new Refusal(501, "501 Not Implemented.");
            default -> throw new Refusal(501, "The testbed does not implement operator call " + call.getType());
        }
        return response.build();
    }

    private Protos.Response.GetFlags flagList() {
        Protos.Response.GetFlags.Builder list = Protos.Response.GetFlags.newBuilder();
        flags.asMap().forEach((name, value) -> list.addFlags(Flag.newBuilder().setName(name).setValue(value)));
        return list.build();
    }

    private Protos.Response.GetMetrics metricList() {
        Protos.Response.GetMetrics.Builder list = Protos.Response.GetMetrics.newBuilder();
        metrics.snapshot().forEach((name, value) ->
                list.addMetrics(Metric.newBuilder().setName(name).setValue(value)));
        return list.build();
    }
}
