package dev.mesoschaos.conformance.bed;

import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.mesosclient.OperatorListener;
import dev.mesoschaos.mesosclient.Subscription;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response.GetState;

/** An operator's subscription, live. */
public final class Operator implements AutoCloseable {

    private final EventLog<Event> events = new EventLog<>(Words::of);
    private final AtomicReference<GetState> snapshot = new AtomicReference<>();
    private final CountDownLatch live = new CountDownLatch(1);
    private final Subscription subscription;

    private Operator(OperatorClient client) {
        subscription = client.subscribe(new OperatorListener() {
            @Override
            public void subscribed(GetState state) {
                snapshot.set(state);
                live.countDown();
            }

            @Override
            public void event(Event event) {
                events.add(event);
            }
        });
    }

    static Operator listen(OperatorClient client) throws InterruptedException {
        Operator operator = new Operator(client);
        if (!operator.live.await(Bed.SOON.toSeconds(), TimeUnit.SECONDS)) {
            operator.close();
            throw new AssertionError("the operator was not subscribed in time");
        }
        return operator;
    }

    /** What the last subscription began with. */
    public GetState snapshot() {
        return snapshot.get();
    }

    /** All events after that. */
    public EventLog<Event> events() {
        return events;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
