package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.CallApi;
import dev.mesoschaos.testbed.api.MediaType;
import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.http.Exchange;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.http.Response;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.master.Protos;
import org.apache.mesos.v1.master.Protos.Call;

/** {@code /api/v1} on the leader (mesos-facts 1.3, 2.2). */
final class OperatorApi {

    private final Parts parts;
    private final Frameworks frameworks;
    private final AgentRemoval removal;
    private final MasterAuth auth;
    private final OperatorReads reads;
    private final ProcessCalls process;
    private final OperatorChanges changes;

    OperatorApi(
            Parts parts,
            Frameworks frameworks,
            AgentRemoval removal,
            MasterAuth auth,
            OperatorReads reads,
            ProcessCalls process,
            OperatorChanges changes) {
        this.parts = parts;
        this.frameworks = frameworks;
        this.removal = removal;
        this.auth = auth;
        this.reads = reads;
        this.process = process;
        this.changes = changes;
    }

    /**
     * Answers a call.
     *
     * @throws Refusal when it is refused
     */
    void handle(Request request, Exchange exchange) {
        Call call = (Call) CallApi.MASTER.read(request, Call.newBuilder());
        CallApi.MASTER.require(call, "type");
        CallApi.MASTER.requirePayload(call, call.getType(), Set.of());
        MediaType format = CallApi.MASTER.accepted(request);
        Caller caller = auth.caller(request);
        OperatorPermissions.require(call, caller);
        switch (call.getType()) {
            case UNKNOWN -> throw Refusal.notImplemented();
            case SUBSCRIBE -> subscribe(exchange, format, caller);
            case SET_LOGGING_LEVEL, LIST_FILES, READ_FILE -> process.handle(call, caller, format, exchange);
            default -> reads.answer(call, caller)
                    .ifPresentOrElse(
                            answer -> exchange.respond(Response.ok(format.mediaType(), format.encode(answer))),
                            () -> change(call, caller, exchange));
        }
    }

    /** The answer to a call that only looks. */
    Protos.Response read(Call.Type type, Caller caller) {
        return reads.answer(Call.newBuilder().setType(type).build(), caller)
                .orElseThrow(() -> new IllegalArgumentException("no call that only looks: " + type));
    }

    /**
     * Answers a call that changes the cluster, whose sender may do so as far as the call itself tells.
     *
     * @throws Refusal when it is refused
     */
    void change(Call call, Caller caller, Exchange exchange) {
        switch (call.getType()) {
            case TEARDOWN -> {
                teardown(call.getTeardown().getFrameworkId().getValue(), caller);
                exchange.respond(Response.empty(200));
            }
            case MARK_AGENT_GONE -> {
                AgentID agent = call.getMarkAgentGone().getAgentId();
                removal.gone(agent, () -> exchange.respond(Response.empty(200)));
            }
            default -> changes.handle(call, exchange);
        }
    }

    private void teardown(String id, Caller caller) {
        Framework framework = parts.cluster()
                .framework(id)
                .orElseThrow(() -> new Refusal(400, "No framework found with specified ID"));
        caller.require(Action.TEARDOWN_FRAMEWORKS, framework.info().getPrincipal());
        frameworks.remove(framework);
    }

    private void subscribe(Exchange exchange, MediaType format, Caller caller) {
        AtomicReference<EventStream> opened = new AtomicReference<>();
        var chunks = exchange.stream(Map.of("Content-Type", format.mediaType()), () -> parts.actor()
                .execute(() -> parts.observers().left(opened.get())));
        OperatorView view = new OperatorView(parts.cluster(), caller);
        opened.set(new EventStream("", format, chunks, view::shows, event -> {}));
        parts.observers().subscribe(opened.get(), Snapshots.state(parts.cluster(), caller));
    }
}
