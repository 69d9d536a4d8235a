package dev.mesoschaos.testbed.master;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.api.Build;
import dev.mesoschaos.testbed.api.JsonAnswer;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.v0.V0Cluster;
import dev.mesoschaos.testbed.v0.V0Frameworks;
import dev.mesoschaos.testbed.v0.V0Json;
import dev.mesoschaos.testbed.v0.V0Roles;
import dev.mesoschaos.testbed.v0.V0Slaves;
import dev.mesoschaos.testbed.v0.V0State;
import dev.mesoschaos.testbed.v0.V0Summary;
import dev.mesoschaos.testbed.v0.V0TaskList;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;
import org.apache.mesos.v1.master.Protos.Response.GetState;

/**
 * The older endpoints that only look (mesos-facts 1.4). Those about the cluster are the leader's; it answers them, with
 * empty lists, even before it has recovered.
 */
final class V0Endpoints {

    private final MasterNode node;
    private final MasterInfo self;
    private final MasterFlags flags;
    private final MasterAuth auth;
    private final Metrics metrics;

    V0Endpoints(MasterNode node, MasterInfo self, MasterFlags flags, MasterAuth auth, Metrics metrics) {
        this.node = node;
        this.self = self;
        this.flags = flags;
        this.auth = auth;
        this.metrics = metrics;
    }

    /** What is shown of a cluster. */
    private record View(Request request, Caller caller, Optional<Cluster> leading, GetState state) {

        V0Cluster cluster() {
            return new V0Cluster(state);
        }
    }

    /** Writes a document about the cluster. */
    @FunctionalInterface
    private interface Document {
        void write(JsonGenerator out, View view) throws IOException;
    }

    void addTo(Router router) {
        router.route("/master/health", (request, exchange) -> exchange.respond(Response.empty(200)))
                .route("/master/redirect", this::redirect)
                .route("/master/flags", auth.readOnly().guard(this::flags))
                .route("/version", (request, exchange) -> exchange.respond(JsonAnswer.of(request, out -> {
                    out.writeStartObject();
                    Build.write(out);
                    out.writeEndObject();
                })))
                .route("/master/state", view((out, view) -> state(view).write(out)))
                .route("/master/state-summary", view((out, view) ->
                        V0Summary.document(out, self.getHostname(), view.cluster())))
                .route("/master/frameworks", view((out, view) -> V0Frameworks.document(out, view.cluster())))
                .route("/master/slaves", view(V0Endpoints::slaves))
                .route("/master/tasks", view((out, view) -> V0TaskList.of(view.request()).write(out, view.cluster())))
                .route("/master/roles", view((out, view) -> V0Roles.document(
                        out,
                        view.leading().map(cluster -> Roles.v0(cluster, view.caller())).orElse(List.of()))));
    }

    private void redirect(Request request, Exchange exchange) {
        if (request.path().endsWith("/redirect")) {
            node.redirect(exchange);
        } else {
            exchange.respond(Response.status(404));
        }
    }

    private void flags(Request request, Exchange exchange) {
        try {
            auth.caller(request).require(Action.VIEW_FLAGS);
            exchange.respond(JsonAnswer.of(request, out -> {
                out.writeStartObject();
                out.writeFieldName("flags");
                V0Json.texts(out, flags.asMap());
                out.writeEndObject();
            }));
        } catch (Refusal e) {
            exchange.respond(e.response());
        }
    }

    private Handler view(Document document) {
        return auth.readOnly().guard((request, exchange) -> node.elected(request, exchange, (leads, answer) -> {
            Caller caller = auth.caller(request);
            Optional<Cluster> cluster = leads.map(leader -> leader.parts().cluster());
            GetState state = cluster.map(known -> Snapshots.state(known, caller)).orElse(GetState.getDefaultInstance());
            View view = new View(request, caller, cluster, state);
            answer.respond(JsonAnswer.of(request, out -> document.write(out, view)));
        }));
    }

    private V0State state(View view) {
        return new V0State(
                self,
                node.leader(),
                metrics.startSeconds(),
                metrics.electedSeconds(),
                view.caller().may(Action.VIEW_FLAGS) ? flags.asMap() : Map.of(),
                view.leading().map(cluster -> cluster.registry().unreachable().size()).orElse(0),
                view.cluster());
    }

    private static void slaves(JsonGenerator out, View view) throws IOException {
        Optional<String> wanted = view.request().query("slave_id");
        List<Agent> agents = view.state().getGetAgents().getAgentsList().stream()
                .filter(agent -> is(wanted, agent.getAgentInfo()))
                .toList();
        List<AgentInfo> recovered = view.state().getGetAgents().getRecoveredAgentsList().stream()
                .filter(agent -> is(wanted, agent))
                .toList();
        V0Slaves.document(out, agents, recovered);
    }

    private static boolean is(Optional<String> wanted, AgentInfo agent) {
        return wanted.isEmpty() || wanted.get().equals(agent.getId().getValue());
    }
}
