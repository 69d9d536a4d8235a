package dev.mesoschaos.testbed.master;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Message;
import dev.mesoschaos.testbed.api.JsonAnswer;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.auth.Realm;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Handler;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.master.Protos.Response.GetWeights;

/** The older endpoints through which operators change the cluster (mesos-facts 1.4): forms and lists instead of calls. */
final class V0Changes {

    private final MasterNode node;
    private final MasterAuth auth;

    V0Changes(MasterNode node, MasterAuth auth) {
        this.node = node;
        this.auth = auth;
    }

    /**
     * What a method of an endpoint does.
     *
     * @param call reads a call out of a request
     * @param shows what of the answer is the document; empty when the call changes something
     */
    private record Way(
            String method, Function<Request, Call> call, Optional<Function<Response, MesosJson.Part>> shows) {

        static Way change(String method, Function<Request, Call> call) {
            return new Way(method, call, Optional.empty());
        }

        static Way show(Call.Type type, Function<Response, MesosJson.Part> shows) {
            return new Way("GET", request -> Call.newBuilder().setType(type).build(), Optional.of(shows));
        }
    }

    void addTo(Router router) {
        Way status = Way.show(
                Call.Type.GET_MAINTENANCE_STATUS, answer -> message(answer.getGetMaintenanceStatus().getStatus()));
        Way schedule = Way.show(
                Call.Type.GET_MAINTENANCE_SCHEDULE, answer -> message(answer.getGetMaintenanceSchedule().getSchedule()));
        Way quota = Way.show(Call.Type.GET_QUOTA, answer -> message(answer.getGetQuota().getStatus()));
        Way weights = Way.show(Call.Type.GET_WEIGHTS, answer -> out -> list(out, answer.getGetWeights()));
        router.route("/master/teardown", ways(Way.change("POST", V0Calls::teardown)))
                .route("/master/reserve", ways(Way.change("POST", V0Calls::reserve)))
                .route("/master/unreserve", ways(Way.change("POST", V0Calls::unreserve)))
                .route("/master/create-volumes", ways(Way.change("POST", V0Calls::createVolumes)))
                .route("/master/destroy-volumes", ways(Way.change("POST", V0Calls::destroyVolumes)))
                .route("/master/machine/down", ways(Way.change("POST", V0Calls::down)))
                .route("/master/machine/up", ways(Way.change("POST", V0Calls::up)))
                .route("/master/maintenance/status", ways(auth.readOnly(), status))
                .route("/master/maintenance/schedule", ways(schedule, Way.change("POST", V0Calls::schedule)))
                .route("/master/weights", ways(weights, Way.change("PUT", V0Calls::weights)))
                .route("/master/quota", ways(
                        quota, Way.change("POST", V0Calls::quota), Way.change("DELETE", V0Calls::noQuota)));
    }

    private Handler ways(Way... ways) {
        return ways(auth.readWrite(), ways);
    }

    private Handler ways(Realm realm, Way... ways) {
        return realm.guard((request, exchange) -> node.elected(request, exchange, (leads, answer) -> {
            Way way = Arrays.stream(ways)
                    .filter(known -> known.method().equals(request.method()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.method(request.method(), methods(ways)));
            go(way, request, leads, answer);
        }));
    }

    private static String[] methods(Way... ways) {
        return Stream.of(ways).map(Way::method).toArray(String[]::new);
    }

    private void go(Way way, Request request, Optional<Leadership> leads, Exchange exchange) {
        Call call = way.call().apply(request);
        Caller caller = auth.caller(request);
        OperatorPermissions.require(call, caller);
        if (way.shows().isPresent()) {
            // A master that recovers knows of nothing yet, and does not say so here.
            Response found = leads.map(leader -> leader.operators().read(call.getType(), caller))
                    .orElse(Response.getDefaultInstance());
            exchange.respond(JsonAnswer.of(request, way.shows().get().apply(found)));
            return;
        }
        if (leads.isEmpty()) {
            RecoveringAnswers.refusal(call).ifPresent(refusal -> {
                throw refusal;
            });
        }
        node.afterRecovery(request, exchange, (leader, answer) -> leader.operators().change(call, caller, answer));
    }

    private static MesosJson.Part message(Message message) {
        return out -> MesosJson.write(message, out);
    }

    private static void list(JsonGenerator out, GetWeights weights) throws IOException {
        out.writeStartArray();
        for (Message weight : weights.getWeightInfosList()) {
            MesosJson.write(weight, out);
        }
        out.writeEndArray();
    }
}
