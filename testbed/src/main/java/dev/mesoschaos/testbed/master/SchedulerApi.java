package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** {@code /api/v1/scheduler} on the leader (mesos-facts 1.2, 2.1). */
final class SchedulerApi {

    private static final String STREAM_ID = "Mesos-Stream-Id";
    private static final int UUID_BYTES = 16;
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
    private final Supplier<UUID> uuids;
    private final Executor actor;

    SchedulerApi(Parts parts, Frameworks frameworks, SchedulerCalls calls, Supplier<UUID> uuids) {
        this.cluster = parts.cluster();
        this.frameworks = frameworks;
        this.calls = calls;
        this.uuids = uuids;
        this.actor = parts.actor();
    }

    /**
     * Answers a call.
     *
     * @throws Refusal when it is refused
     */
    void handle(Request request, Exchange exchange) {
        Call call = (Call) CallReader.read(request, Call.newBuilder());
        validate(call);
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
        exchange.respond(Response.empty(202));
        calls.handle(framework, call);
    }

    private static void validate(Call call) {
        CallReader.require(call, "scheduler", "type");
        if (call.getType() == Call.Type.SUBSCRIBE) {
            CallReader.require(call, "scheduler", "subscribe");
            if (!call.getFrameworkId().equals(call.getSubscribe().getFrameworkInfo().getId())) {
                throw new Refusal(
                        400,
                        "Failed to validate scheduler::Call: 'framework_id' differs from 'subscribe.framework_info.id'");
            }
            return;
        }
        CallReader.require(call, "scheduler", "framework_id");
        CallReader.requirePayload(call, "scheduler", call.getType(), OPTIONAL_PAYLOAD);
        if (call.getType() == Call.Type.ACKNOWLEDGE && !isUuid(call.getAcknowledge().getUuid().toByteArray())) {
            throw new Refusal(400, "Failed to validate scheduler::Call: Not a valid UUID");
        }
    }

    private static boolean isUuid(byte[] bytes) {
        int version = bytes.length == UUID_BYTES ? (bytes[6] >> 4) & 0xf : 0;
        return version >= 1 && version <= 5;
    }

    private void subscribe(Request request, Exchange exchange, Call call) {
        MediaType format = CallReader.accepted(request);
        if (request.header(STREAM_ID).isPresent()) {
            throw new Refusal(400, "Subscribe calls should not include the 'Mesos-Stream-Id' header");
        }
        String id = uuids.get().toString();
        var chunks = exchange.stream(
                Map.of(STREAM_ID, id, "Content-Type", format.mediaType()),
                () -> actor.execute(() -> frameworks.streamClosed(id)));
        frameworks.subscribe(call.getSubscribe(), new EventStream(id, format, chunks));
    }

    private Framework subscribed(Request request, Call call) {
        Framework framework = cluster.framework(call.getFrameworkId().getValue())
                .orElseThrow(() -> new Refusal(400, "Framework cannot be found"));
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
