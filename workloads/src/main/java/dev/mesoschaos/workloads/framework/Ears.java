package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.mesosclient.SchedulerListener;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event.Failed;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Hears what the master says, notes when, and passes it on to the thread that decides. */
final class Ears implements SchedulerListener {

    /** Where decisions are made. */
    @FunctionalInterface
    interface Decisions {

        /** Makes a decision soon; it is given the moment at which it is made. */
        void later(Consumer<Instant> decision);
    }

    private final Framework framework;
    private final Topology topology;
    private final Recorder recorder;
    private final Clock clock;
    private final Decisions decisions;

    Ears(Framework framework, Topology topology, Recorder recorder, Clock clock, Decisions decisions) {
        this.framework = framework;
        this.topology = topology;
        this.recorder = recorder;
        this.clock = clock;
        this.decisions = decisions;
    }

    @Override
    public void subscribed(FrameworkID id, MasterInfo master) {
        String host = host(master);
        decisions.later(now -> framework.subscribed(host, now));
    }

    @Override
    public void event(Event event) {
        switch (event.getType()) {
            case OFFERS -> offers(event.getOffers().getOffersList());
            case RESCIND -> rescinded(event.getRescind().getOfferId().getValue());
            case UPDATE -> update(event.getUpdate().getStatus());
            case FAILURE -> failure(event.getFailure());
            case UNKNOWN, SUBSCRIBED, INVERSE_OFFERS, RESCIND_INVERSE_OFFER, UPDATE_OPERATION_STATUS, MESSAGE, ERROR,
                    HEARTBEAT -> { }
        }
    }

    private void offers(List<Offer> all) {
        List<Offered> offers = all.stream()
                .filter(offer -> !Messages.isSimulated(offer))
                .map(offer -> Messages.offered(offer, topology))
                .toList();
        List<String> simulated = all.stream()
                .filter(Messages::isSimulated)
                .map(offer -> offer.getId().getValue())
                .toList();
        decisions.later(now -> {
            framework.useless(simulated);
            framework.offers(offers, now);
        });
    }

    private void rescinded(String offer) {
        decisions.later(now -> framework.rescinded(offer));
    }

    private void update(TaskStatus status) {
        Update update = Messages.update(status, clock.now());
        decisions.later(now -> framework.update(update, now));
    }

    /** Without an executor it is the agent that is lost (mesos-facts 2.1). */
    private void failure(Event.Failure failure) {
        if (failure.hasAgentId() && !failure.hasExecutorId()) {
            String agent = failure.getAgentId().getValue();
            decisions.later(now -> framework.agentLost(agent, now));
        }
    }

    @Override
    public void gap(Throwable why) {
        decisions.later(now -> framework.gap(String.valueOf(why.getMessage()), now));
    }

    @Override
    public void failed(String message) {
        recorder.record(new Failed(clock.now(), "workload", "Mesos ended the framework: " + message));
        decisions.later(now -> framework.gap(message, now));
    }

    private String host(MasterInfo master) {
        Address address = new Address(master.getAddress().getIp(), master.getAddress().getPort());
        return topology.of(Role.MASTER).stream()
                .filter(host -> host.service().equals(address) || host.name().equals(master.getHostname()))
                .map(Host::name)
                .findFirst()
                .orElse(address.toString());
    }
}
