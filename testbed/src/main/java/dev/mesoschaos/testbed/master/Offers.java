package dev.mesoschaos.testbed.master;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private long made;

    Offers(Cluster cluster, Allocator allocator) {
        this.cluster = cluster;
        this.allocator = allocator;
    }

    /** One allocation run: each framework gets its new offers in one event. */
    void allocate() {
        long start = cluster.nowNanos();
        Map<Claim, Map<String, Resources>> allocation = allocator.allocate();
        cluster.counters().allocated(cluster.nowNanos() - start);
        allocation.forEach((claim, byAgent) -> {
            Framework framework = cluster.frameworks().get(claim.frameworkId());
            List<Offer> messages = new ArrayList<>();
            byAgent.forEach((agentId, resources) -> {
                Offer message = message(framework, cluster.agents().get(agentId), claim.role(), resources);
                OutstandingOffer offer = new OutstandingOffer(message, claim, agentId, resources);
                cluster.offers().put(offer.id(), offer);
                messages.add(message);
            });
            framework.send(Event.newBuilder()
                    .setType(Event.Type.OFFERS)
                    .setOffers(Event.Offers.newBuilder().addAllOffers(messages))
                    .build());
        });
    }

    private Offer message(Framework framework, RegisteredAgent agent, String role, Resources resources) {
        boolean multiRole = framework.has(Capability.Type.MULTI_ROLE);
        Address.Builder address = Address.newBuilder()
                .setHostname(agent.info().getHostname())
                .setIp(agent.ip())
                .setPort(agent.info().getPort());
        Offer.Builder offer = Offer.newBuilder()
                .setId(OfferID.newBuilder().setValue(cluster.self().getId() + "-O" + made++))
                .setFrameworkId(framework.id())
                .setAgentId(agent.id())
                .setHostname(agent.info().getHostname())
                .setUrl(URL.newBuilder().setScheme("http").setAddress(address).setPath("/slave(1)"))
                .addAllAttributes(agent.info().getAttributesList());
        if (multiRole) {
            boolean withRole = !framework.has(Capability.Type.RESERVATION_REFINEMENT);
            offer.addAllResources(resources.allocated(role, withRole))
                    .setAllocationInfo(AllocationInfo.newBuilder().setRole(role));
        } else {
            offer.addAllResources(resources.unallocated());
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
        for (OutstandingOffer offer : outstanding()) {
            if (offer.agentId().equals(agent.key())) {
                withdraw(offer);
                cluster.framework(offer.claim().frameworkId()).ifPresent(framework -> framework.send(Event.newBuilder()
                        .setType(Event.Type.RESCIND)
                        .setRescind(Event.Rescind.newBuilder().setOfferId(offer.message().getId()))
                        .build()));
            }
        }
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
