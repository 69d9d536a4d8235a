package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.SchedulerClient;
import dev.mesoschaos.mesosclient.SchedulerListener;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A framework that answers no offers of some agents, and wants none of others. It has no failover timeout: masters end it,
 * and give its offers to others, once its connection breaks.
 */
final class Hoarder implements SchedulerListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hoarder.class);
    private static final double HOUR_SECONDS = 3600;
    private static final Filters FOR_LONG = Filters.newBuilder().setRefuseSeconds(HOUR_SECONDS).build();

    private final Set<String> agents;
    private final SchedulerClient client;
    private volatile Optional<String> ended = Optional.empty();

    /**
     * One that has not subscribed.
     *
     * @param agents ids of those whose offers are held
     */
    Hoarder(MesosHttp http, LeaderSource leaders, String name, String role, Set<String> agents) {
        this.agents = agents;
        client = new SchedulerClient(http, leaders, info(name, role), this);
    }

    private static FrameworkInfo info(String name, String role) {
        return FrameworkInfo.newBuilder()
                .setName(name)
                .setUser(System.getProperty("user.name"))
                .setFailoverTimeout(0)
                .addRoles(role)
                .addCapabilities(FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
                .addCapabilities(FrameworkInfo.Capability.newBuilder()
                        .setType(FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT))
                .build();
    }

    /** Begins to subscribe; returns at once. */
    void start() {
        client.start();
    }

    /** In Mesos' own words, why the framework cannot go on; empty while it can. */
    Optional<String> ended() {
        return ended;
    }

    @Override
    public void subscribed(FrameworkID framework, MasterInfo master) {}

    @Override
    public void event(Event event) {
        if (event.getType() != Event.Type.OFFERS) {
            return;
        }
        List<OfferID> unwanted = event.getOffers().getOffersList().stream()
                .filter(offer -> !agents.contains(offer.getAgentId().getValue()))
                .map(Offer::getId)
                .toList();
        if (!unwanted.isEmpty()) {
            try {
                client.decline(unwanted, FOR_LONG);
            } catch (MesosException e) {
                LOG.warn("{} offers that are not to be hoarded could not be declined: {}", unwanted.size(), e.getMessage());
            }
        }
    }

    @Override
    public void failed(String message) {
        ended = Optional.of(message);
    }

    @Override
    public void close() {
        client.close();
    }
}
