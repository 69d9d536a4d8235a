package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.CallApi;
import dev.mesoschaos.testbed.api.MediaType;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.master.allocation.FrameworkProfile;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** {@code /api/v1/scheduler} on the leader (mesos-facts 1.2, 2.1). */
final class SchedulerApi {

    private static final String STREAM_ID = "Mesos-Stream-Id";
    private static final Set<Call.Type> OPTIONAL_PAYLOAD = EnumSet.of(Call.Type.REVIVE, Call.Type.SUPPRESS);
    private static final Set<Call.Type> SUPPORTED = EnumSet.of(
            Call.Type.SUBSCRIBE,
            Call.Type.TEARDOWN,
            Call.Type.ACCEPT,
            Call.Type.DECLINE,
            Call.Type.REVIVE,
            Call.Type.SUPPRESS,
            Call.Type.KILL,
            Call.Type.ACKNOWLEDGE,
            Call.Type.RECONCILE,
            Call.Type.SHUTDOWN,
            Call.Type.MESSAGE,
            Call.Type.REQUEST,
            Call.Type.ACCEPT_INVERSE_OFFERS,
            Call.Type.DECLINE_INVERSE_OFFERS,
            Call.Type.ACKNOWLEDGE_OPERATION_STATUS,
            Call.Type.RECONCILE_OPERATIONS);

    private final Cluster cluster;
    private final Frameworks frameworks;
    private final SchedulerCalls calls;
    private final FrameworkPolicy policy;
    private final MasterAuth auth;
    private final Supplier<UUID> uuids;
    private final Executor actor;

    SchedulerApi(
            Parts parts,
            Frameworks frameworks,
            SchedulerCalls calls,
            MasterFlags flags,
            MasterAuth auth,
            Supplier<UUID> uuids) {
        this.cluster = parts.cluster();
        this.frameworks = frameworks;
        this.calls = calls;
        this.policy = new FrameworkPolicy(flags);
        this.auth = auth;
        this.uuids = uuids;
        this.actor = parts.actor();
    }

    /**
     * Answers a call.
     *
     * @throws Refusal when it is refused
     */
    void handle(Request request, Exchange exchange) {
        Call call = (Call) CallApi.SCHEDULER.read(request, Call.newBuilder());
        validate(call, request.principal());
        if (call.getType() == Call.Type.SUBSCRIBE) {
            subscribe(request, exchange, call);
            return;
        }
        Framework framework = subscribed(request, call);
        if (call.getType() == Call.Type.UPDATE_FRAMEWORK) {
            frameworks.update(framework, call.getUpdateFramework());
            exchange.respond(Response.empty(200));
            return;
        }
        if (!SUPPORTED.contains(call.getType())) {
            throw new Refusal(501, "The testbed does not implement scheduler call " + call.getType());
        }
        CallCounts.called(cluster.counters(), framework, call);
        exchange.respond(Response.empty(202));
        calls.handle(framework, call);
    }

    private static void validate(Call call, Optional<String> principal) {
        CallApi.SCHEDULER.require(call, "type");
        if (call.getType() == Call.Type.SUBSCRIBE) {
            CallApi.SCHEDULER.require(call, "subscribe");
            FrameworkInfo info = call.getSubscribe().getFrameworkInfo();
            if (!call.getFrameworkId().equals(info.getId())) {
                throw CallApi.SCHEDULER.invalid("'framework_id' differs from 'subscribe.framework_info.id'");
            }
            if (principal.isPresent() && info.hasPrincipal() && !principal.get().equals(info.getPrincipal())) {
                throw CallApi.SCHEDULER.invalid(mismatch(principal.get(), info));
            }
            return;
        }
        CallApi.SCHEDULER.require(call, "framework_id");
        CallApi.SCHEDULER.requirePayload(call, call.getType(), OPTIONAL_PAYLOAD);
        if (call.getType() == Call.Type.ACKNOWLEDGE) {
            CallApi.SCHEDULER.requireUuid(call.getAcknowledge().getUuid());
        }
        if (call.getType() == Call.Type.ACKNOWLEDGE_OPERATION_STATUS) {
            CallApi.SCHEDULER.requireUuid(call.getAcknowledgeOperationStatus().getUuid());
        }
    }

    private static String mismatch(String principal, FrameworkInfo info) {
        return "Authenticated principal '" + principal + "' does not match principal '" + info.getPrincipal()
                + "' set in `FrameworkInfo`";
    }

    private void subscribe(Request request, Exchange exchange, Call call) {
        MediaType format = CallApi.SCHEDULER.accepted(request);
        if (request.header(STREAM_ID).isPresent()) {
            throw new Refusal(400, "Subscribe calls should not include the 'Mesos-Stream-Id' header");
        }
        FrameworkInfo info = owned(call.getSubscribe().getFrameworkInfo(), request.principal());
        String id = uuids.get().toString();
        var chunks = exchange.stream(
                Map.of(STREAM_ID, id, "Content-Type", format.mediaType()),
                () -> actor.execute(() -> frameworks.streamClosed(id)));
        Optional<String> problem = FrameworkValidation.problem(
                        info, call.getSubscribe().getSuppressedRolesList(), cluster)
                .or(() -> FrameworkProfile.problem(call.getSubscribe().getOfferConstraints()))
                .or(() -> policy.problem(info, auth.caller(request)));
        if (problem.isPresent()) {
            refuse(new EventStream(id, format, chunks), problem.get());
            return;
        }
        CallCounts counts = new CallCounts(cluster, call);
        frameworks.subscribe(
                call.getSubscribe().toBuilder().setFrameworkInfo(info).build(),
                new EventStream(id, format, chunks, counts::sent));
    }

    /** A framework that names no principal is that of whoever sent the request. */
    private static FrameworkInfo owned(FrameworkInfo info, Optional<String> principal) {
        return principal
                .filter(known -> !info.hasPrincipal())
                .map(known -> info.toBuilder().setPrincipal(known).build())
                .orElse(info);
    }

    private static void refuse(EventStream stream, String problem) {
        stream.send(Event.newBuilder()
                .setType(Event.Type.ERROR)
                .setError(Event.Error.newBuilder().setMessage(problem))
                .build());
        stream.end();
    }

    private Framework subscribed(Request request, Call call) {
        Framework framework = cluster.framework(call.getFrameworkId().getValue())
                .orElseThrow(() -> new Refusal(400, "Framework cannot be found"));
        request.principal()
                .filter(principal -> !principal.equals(framework.info().getPrincipal()))
                .ifPresent(principal -> {
                    throw new Refusal(400, mismatch(principal, framework.info()));
                });
        EventStream stream =
                framework.stream().orElseThrow(() -> new Refusal(403, "Framework is not subscribed"));
        Optional<String> given = request.header(STREAM_ID);
        if (given.isEmpty()) {
            throw new Refusal(400, "All non-subscribe calls should include the 'Mesos-Stream-Id' header");
        }
        if (!given.get().equals(stream.id())) {
            throw new Refusal(400, "The stream ID '" + given.get()
                    + "' included in this request didn't match the stream ID currently associated with framework ID "
                    + framework.key());
        }
        return framework;
    }
}
