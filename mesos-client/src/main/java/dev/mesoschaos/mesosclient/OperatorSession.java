package dev.mesoschaos.mesosclient;

import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operator's subscription. */
final class OperatorSession implements Subscriber<Event> {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorSession.class);

    private final OperatorListener listener;
    private boolean live;

    OperatorSession(OperatorListener listener) {
        this.listener = listener;
    }

    @Override
    public Call subscribe() {
        return Call.newBuilder().setType(Call.Type.SUBSCRIBE).build();
    }

    @Override
    public Event prototype() {
        return Event.getDefaultInstance();
    }

    @Override
    public void event(SubscriptionLoop<Event> loop, EventStream stream, Event event) {
        if (event.getType() != Event.Type.SUBSCRIBED) {
            if (!live) {
                throw new MesosException.Malformed(event.getType() + " came before SUBSCRIBED", null);
            }
            tell(() -> listener.event(event));
            return;
        }
        live = true;
        loop.subscribed(stream, event.getSubscribed().getHeartbeatIntervalSeconds());
        LOG.info("the operator is subscribed at {}", stream.master());
        tell(() -> listener.subscribed(event.getSubscribed().getGetState()));
    }

    @Override
    public void lost(MesosException why) {
        LOG.info("the operator is not subscribed: {}", why.getMessage());
        if (live) {
            live = false;
            tell(() -> listener.gap(why));
        }
    }

    @Override
    public void failed(String message) {
        LOG.warn("the operator's subscription has ended: {}", message);
        tell(() -> listener.failed(message));
    }

    private static void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException e) {
            LOG.error("the operator's listener failed; the stream goes on", e);
        }
    }
}
