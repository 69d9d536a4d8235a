package dev.mesoschaos.mesosclient;

import java.util.Collection;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.apache.mesos.v1.scheduler.Protos.Response;

/**
 * One framework: keeps its subscription alive and sends its calls (mesos-facts 2.1).
 *
 * <p>Calls return once the leading master has queued them; what becomes of them is told by events or not at all. While the
 * framework is not subscribed they fail at once with {@link MesosException.NotSubscribed}. Safe for many threads.
 */
public final class SchedulerClient implements SchedulerCalls, AutoCloseable {

    static final String PATH = "/api/v1/scheduler";
    static final String UNKNOWN_FRAMEWORK = "Framework cannot be found";

    private final MesosHttp http;
    private final FrameworkSession session;
    private final SubscriptionLoop<Event> loop;

    /**
     * A client that does nothing until it is started.
     *
     * @param framework as to subscribe; with an id it takes over the framework of that id
     */
    public SchedulerClient(MesosHttp http, LeaderSource leaders, FrameworkInfo framework, SchedulerListener listener) {
        this.http = http;
        this.session = new FrameworkSession(framework, listener);
        this.loop = new SubscriptionLoop<>("mesos-scheduler-" + framework.getName(), http, leaders, PATH, session);
    }

    /** Begins to subscribe, and goes on until closed, torn down or refused for good. To be called once. */
    public void start() {
        loop.start();
    }

    /** The id of the framework, once it is known. */
    public Optional<FrameworkID> frameworkId() {
        return session.frameworkId();
    }

    /** Whether there is a live subscription as far as this side knows. */
    public boolean isSubscribed() {
        return session.current().isPresent();
    }

    /**
     * UPDATE_FRAMEWORK: changes what the framework is, and its offer constraints and suppressed roles, and has taken effect
     * on return. Later subscriptions carry the same.
     *
     * @param framework without id or with this framework's; user, principal and checkpoint cannot change
     * @param suppressedRoles all that are to be suppressed from now on
     * @throws MesosException.Refused 400 when the master finds it invalid, 403 when it is not authorized
     */
    public void update(FrameworkInfo framework, Collection<String> suppressedRoles, OfferConstraints constraints) {
        FrameworkID id = frameworkId().orElseThrow(() -> new MesosException.NotSubscribed(
                session + " was never subscribed; change what it is before it starts, or wait", null));
        FrameworkInfo named = framework.toBuilder().setId(id).build();
        call(Call.newBuilder().setType(Call.Type.UPDATE_FRAMEWORK).setUpdateFramework(Call.UpdateFramework.newBuilder()
                .setFrameworkInfo(named).addAllSuppressedRoles(suppressedRoles).setOfferConstraints(constraints)));
        session.became(named, suppressedRoles, constraints);
    }

    /** TEARDOWN: ends the framework with all its tasks, and this client with it. */
    public void teardown() {
        loop.endWith(() -> call(Call.newBuilder().setType(Call.Type.TEARDOWN)));
        session.end();
    }

    @Override
    public Response call(Call.Builder call) {
        if (call.getType() == Call.Type.UNKNOWN || call.getType() == Call.Type.SUBSCRIBE) {
            throw new IllegalArgumentException("a call of type " + call.getType() + " must not be sent:"
                    + " UNKNOWN crashes the master (mesos-facts 1.2) and the client subscribes by itself");
        }
        FrameworkSession.Live live = session.current().orElseThrow(() -> new MesosException.NotSubscribed(
                session + " is not subscribed now; try again after it has subscribed", null));
        try {
            Call complete = call.setFrameworkId(live.framework()).build();
            return http.post(live.stream().master(), PATH, complete, live.stream().id(), Response.getDefaultInstance())
                    .content();
        } catch (MesosException.Refused e) {
            throw session.interpret(live, e);
        }
    }

    /** Ends the client and leaves the framework to its failover timeout. Closing twice does no harm. */
    @Override
    public void close() {
        loop.close();
        session.end();
    }
}
