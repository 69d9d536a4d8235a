package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Allocator;
import dev.mesoschaos.testbed.master.allocation.Claim;
import dev.mesoschaos.testbed.master.allocation.Kind;
import dev.mesoschaos.testbed.master.allocation.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource.AllocationInfo;
import org.apache.mesos.v1.Protos.URL;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Makes offers out of allocations and takes them back. */
final class Offers {

    private final Cluster cluster;
    private final Allocator allocator;
    private final Optional<Duration> timeout;
    private final ScheduledExecutorService actor;
    private Runnable afterRun = () -> {};
    private BooleanSupplier held = () -> false;
    private long made;

    /**
     * Makes offers of what the allocator gives.
     *
     * @param timeout after which an offer that nobody answered is taken back
     */
    Offers(Cluster cluster, Allocator allocator, Optional<Duration> timeout, ScheduledExecutorService actor) {
        this.cluster = cluster;
        this.allocator = allocator;
        this.timeout = timeout;
        this.actor = actor;
    }

    /** What follows each run. */
    void afterRun(Runnable next) {
        afterRun = next;
    }

    /** There are no runs while {@code condition} holds. */
    void holdWhile(BooleanSupplier condition) {
        held = condition;
    }

    /** One allocation run: each framework gets its new offers in one event. */
    void allocate() {
        if (!held.getAsBoolean()) {
            send(allocator.allocate());
            afterRun.run();
        }
    }

    private void send(Map<Claim, Map<String, Resources>> allocation) {
        allocation.forEach((claim, byAgent) -> {
            Framework framework = cluster.frameworks().get(claim.frameworkId());
            List<Offer> messages = new ArrayList<>();
            byAgent.forEach((agentId, resources) -> {
                Offer message = message(framework, cluster.agents().get(agentId), claim.role(), resources);
                OutstandingOffer offer = new OutstandingOffer(message, claim, agentId, resources);
                cluster.offers().put(offer.id(), offer);
                messages.add(message);
                timeout.ifPresent(limit -> expire(offer, limit));
            });
            framework.send(Event.newBuilder()
                    .setType(Event.Type.OFFERS)
                    .setOffers(Event.Offers.newBuilder().addAllOffers(messages))
                    .build());
        });
    }

    private void expire(OutstandingOffer offer, Duration limit) {
        var unused = actor.schedule(() -> {
            if (cluster.offers().containsKey(offer.id())) {
                rescind(offer);
            }
        }, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Offers and inverse offers are numbered together. */
    OfferID nextId() {
        return OfferID.newBuilder().setValue(cluster.self().getId() + "-O" + made++).build();
    }

    static URL url(RegisteredAgent agent) {
        Address.Builder address = Address.newBuilder()
                .setHostname(agent.info().getHostname())
                .setIp(agent.ip())
                .setPort(agent.info().getPort());
        return URL.newBuilder().setScheme("http").setAddress(address).setPath("/slave(1)").build();
    }

    private Offer message(Framework framework, RegisteredAgent agent, String role, Resources resources) {
        Offer.Builder offer = Offer.newBuilder()
                .setId(nextId())
                .setFrameworkId(framework.id())
                .setAgentId(agent.id())
                .setHostname(agent.info().getHostname())
                .setUrl(url(agent))
                .addAllAttributes(agent.info().getAttributesList());
        if (agent.info().hasDomain()) {
            offer.setDomain(agent.info().getDomain());
        }
        agent.executors().keySet().stream()
                .filter(executor -> executor.frameworkId().equals(framework.id()))
                .forEach(executor -> offer.addExecutorIds(executor.executorId()));
        cluster.machines()
                .unavailability(agent.info().getHostname(), agent.ip())
                .ifPresent(offer::setUnavailability);
        Kind.Form form = framework.has(Capability.Type.RESERVATION_REFINEMENT) ? Kind.Form.REFINED : Kind.Form.OLD;
        if (framework.has(Capability.Type.MULTI_ROLE)) {
            offer.addAllResources(resources.messages(form, Optional.of(role)))
                    .setAllocationInfo(AllocationInfo.newBuilder().setRole(role));
        } else {
            offer.addAllResources(resources.messages(form, Optional.empty()));
        }
        return offer.build();
    }

    /** An outstanding offer to that framework. */
    Optional<OutstandingOffer> find(Framework framework, OfferID id) {
        return Optional.ofNullable(cluster.offers().get(id.getValue()))
                .filter(offer -> offer.claim().frameworkId().equals(framework.key()));
    }

    /** The scheduler answered: the offer is no longer outstanding, and its resources are the caller's to give on. */
    void answered(OutstandingOffer offer) {
        cluster.offers().remove(offer.id());
    }

    /** Takes resources of an answered offer back. */
    void giveBack(OutstandingOffer offer, Resources rest, Optional<Duration> refusal) {
        allocator.recover(offer.claim(), offer.agentId(), rest, refusal);
    }

    /** Takes back all offers of an agent and says so to those who hold them. */
    void rescindOf(RegisteredAgent agent) {
        outstanding().stream().filter(offer -> offer.agentId().equals(agent.key())).forEach(this::rescind);
    }

    /** Takes back an offer and says so. */
    void rescind(OutstandingOffer offer) {
        withdraw(offer);
        cluster.framework(offer.claim().frameworkId()).ifPresent(framework -> framework.send(Event.newBuilder()
                .setType(Event.Type.RESCIND)
                .setRescind(Event.Rescind.newBuilder().setOfferId(offer.message().getId()))
                .build()));
    }

    /** Takes back all offers of a framework without a word: its scheduler is gone or has been replaced. */
    void withdrawOf(Framework framework) {
        outstanding().stream()
                .filter(offer -> offer.claim().frameworkId().equals(framework.key()))
                .forEach(this::withdraw);
    }

    private void withdraw(OutstandingOffer offer) {
        answered(offer);
        giveBack(offer, offer.resources(), Optional.empty());
    }

    private Collection<OutstandingOffer> outstanding() {
        return List.copyOf(cluster.offers().values());
    }
}
