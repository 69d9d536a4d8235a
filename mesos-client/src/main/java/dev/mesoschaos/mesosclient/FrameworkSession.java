package dev.mesoschaos.mesosclient;

import java.util.Collection;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a framework's client knows between subscriptions: its id, and the stream that is live. */
final class FrameworkSession implements Subscriber<Event> {

    /** A subscription that the master has accepted. */
    record Live(FrameworkID framework, EventStream stream) {}

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkSession.class);

    private final SchedulerListener listener;
    private volatile Call.Subscribe subscribe;
    private volatile Live live;

    FrameworkSession(FrameworkInfo framework, SchedulerListener listener) {
        this.subscribe = Call.Subscribe.newBuilder().setFrameworkInfo(framework).build();
        this.listener = listener;
    }

    Optional<FrameworkID> frameworkId() {
        FrameworkInfo known = subscribe.getFrameworkInfo();
        return known.hasId() ? Optional.of(known.getId()) : Optional.empty();
    }

    Optional<Live> current() {
        return Optional.ofNullable(live);
    }

    void end() {
        live = null;
    }

    /** Says what an update has made of the framework, as a later subscription would take it back otherwise. */
    void became(FrameworkInfo framework, Collection<String> suppressedRoles, OfferConstraints constraints) {
        subscribe = Call.Subscribe.newBuilder().setFrameworkInfo(framework).addAllSuppressedRoles(suppressedRoles)
                .setOfferConstraints(constraints).build();
    }

    /** The id stands in both places from the second subscription on, or the master refuses it (mesos-facts 2.1). */
    @Override
    public Call subscribe() {
        Call.Builder call = Call.newBuilder().setType(Call.Type.SUBSCRIBE)
                .setSubscribe(subscribe);
        frameworkId().ifPresent(call::setFrameworkId);
        return call.build();
    }

    @Override
    public Event prototype() {
        return Event.getDefaultInstance();
    }

    @Override
    public void event(SubscriptionLoop<Event> loop, EventStream stream, Event event) {
        switch (event.getType()) {
            case SUBSCRIBED -> subscribed(loop, stream, event.getSubscribed());
            case ERROR -> loop.fail(event.getError().getMessage());
            default -> {
                if (live == null) {
                    throw new MesosException.Malformed(event.getType() + " came before SUBSCRIBED", null);
                }
                tell(() -> listener.event(event));
            }
        }
    }

    private void subscribed(SubscriptionLoop<Event> loop, EventStream stream, Event.Subscribed subscribed) {
        FrameworkID id = subscribed.getFrameworkId();
        Call.Subscribe.Builder named = subscribe.toBuilder();
        named.getFrameworkInfoBuilder().setId(id);
        subscribe = named.build();
        live = new Live(id, stream);
        loop.subscribed(stream, subscribed.getHeartbeatIntervalSeconds());
        LOG.info("{} is subscribed at {}", this, stream.master());
        tell(() -> listener.subscribed(id, subscribed.getMasterInfo()));
    }

    @Override
    public void lost(MesosException why) {
        boolean wasSubscribed = live != null;
        live = null;
        LOG.info("{} is not subscribed: {}", this, why.getMessage());
        if (wasSubscribed) {
            tell(() -> listener.gap(why));
        }
    }

    @Override
    public void failed(String message) {
        live = null;
        LOG.warn("{} has ended: {}", this, message);
        tell(() -> listener.failed(message));
    }

    /**
     * What a refused call says about the subscription. When the master does not know the framework as subscribed, the
     * stream is a dead one of which this side has not heard yet, so it is given up.
     */
    MesosException interpret(Live used, MesosException.Refused refused) {
        String reason = refused.reason();
        boolean streamIsDead = reason.equals(SchedulerClient.UNKNOWN_FRAMEWORK)
                || reason.equals("Framework is not subscribed");
        boolean streamIsOld = refused.status() == 400 && reason.contains("stream ID");
        if (streamIsDead && used.equals(live)) {
            used.stream().cancel(new MesosException.NotSubscribed(refused.getMessage(), refused));
        }
        return streamIsDead || streamIsOld ? new MesosException.NotSubscribed(refused.getMessage(), refused) : refused;
    }

    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.error("the listener of {} failed; the stream goes on", this, e);
        }
    }

    /** Names the framework in messages. */
    @Override
    public String toString() {
        return "framework '" + subscribe.getFrameworkInfo().getName() + "'" + frameworkId().map(id -> " " + id.getValue()).orElse("");
    }
}
