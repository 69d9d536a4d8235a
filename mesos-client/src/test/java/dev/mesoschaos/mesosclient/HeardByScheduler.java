package dev.mesoschaos.mesosclient;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Writes down what a framework hears, in words. */
final class HeardByScheduler implements SchedulerListener {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile Consumer<Event> reaction = event -> {};

    HeardByScheduler reacting(Consumer<Event> with) {
        reaction = with;
        return this;
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void subscribed(FrameworkID framework, MasterInfo master) {
        heard.add("subscribed " + framework.getValue());
    }

    @Override
    public void event(Event event) {
        heard.add(event.hasMessage() ? "message " + event.getMessage().getData().toStringUtf8() : event.getType().name());
        events.add(event);
        reaction.accept(event);
    }

    @Override
    public void gap(Throwable why) {
        heard.add("gap");
    }

    @Override
    public void failed(String message) {
        heard.add("failed " + message);
    }
}
