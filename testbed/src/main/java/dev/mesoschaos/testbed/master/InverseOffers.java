package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Allocator;
import dev.mesoschaos.testbed.master.maintenance.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.allocator.Protos.InverseOfferStatus;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Asks frameworks to leave machines that are to be maintained, and keeps their answers (mesos-facts section 7): a
 * framework is asked once, and again only when the filter of its answer has run out.
 */
final class InverseOffers {

    private final Cluster cluster;
    private final Allocator allocator;
    private final Offers offers;
    private final Duration interval;
    private final Map<String, InverseOffer> outstanding = new LinkedHashMap<>();
    private final Map<Asked, Long> filters = new HashMap<>();
    private final Map<Asked, InverseOfferStatus> answers = new LinkedHashMap<>();

    /** A framework and an agent on which it has something. */
    private record Asked(String frameworkId, String agentId) {}

    InverseOffers(Cluster cluster, Allocator allocator, Offers offers, Duration interval) {
        this.cluster = cluster;
        this.allocator = allocator;
        this.offers = offers;
        this.interval = interval;
    }

    /** Asks whoever has something on agents that are to be maintained and has not been asked yet. */
    void ask() {
        Machines machines = cluster.machines();
        if (machines.schedule().getWindowsCount() == 0) {
            return;
        }
        Map<Framework, List<InverseOffer>> questions = new LinkedHashMap<>();
        for (RegisteredAgent agent : cluster.agents().values()) {
            machines.unavailability(agent.info().getHostname(), agent.ip()).ifPresent(away -> allocator
                    .holders(agent.key())
                    .forEach(id -> cluster.framework(id)
                            .filter(framework -> mayBeAsked(framework, agent))
                            .ifPresent(framework -> questions
                                    .computeIfAbsent(framework, f -> new ArrayList<>())
                                    .add(question(framework, agent, away)))));
        }
        questions.forEach((framework, all) -> framework.send(Event.newBuilder()
                .setType(Event.Type.INVERSE_OFFERS)
                .setInverseOffers(Event.InverseOffers.newBuilder().addAllInverseOffers(all))
                .build()));
    }

    private boolean mayBeAsked(Framework framework, RegisteredAgent agent) {
        Asked asked = new Asked(framework.key(), agent.key());
        return framework.isConnected()
                && agent.isConnected()
                && filters.getOrDefault(asked, 0L) <= cluster.nowNanos()
                && outstanding.values().stream().noneMatch(open -> of(open).equals(asked));
    }

    private InverseOffer question(Framework framework, RegisteredAgent agent, Unavailability away) {
        InverseOffer question = InverseOffer.newBuilder()
                .setId(offers.nextId())
                .setUrl(Offers.url(agent))
                .setFrameworkId(framework.id())
                .setAgentId(agent.id())
                .setUnavailability(away)
                .build();
        outstanding.put(question.getId().getValue(), question);
        return question;
    }

    /** A scheduler answered; what it says binds nobody. */
    void answered(Framework framework, Collection<OfferID> ids, InverseOfferStatus.Status answer, Filters filter) {
        for (OfferID id : ids) {
            InverseOffer question = outstanding.get(id.getValue());
            if (question == null || !question.getFrameworkId().equals(framework.id())) {
                continue;
            }
            outstanding.remove(id.getValue());
            long now = cluster.nowNanos();
            Optional<Duration> refusal = Launcher.refusal(filter).filter(Duration::isPositive);
            refusal.ifPresent(asked -> filters.put(
                    of(question), now + (asked.compareTo(interval) > 0 ? asked : interval).toNanos()));
            answers.remove(of(question));
            answers.put(of(question), InverseOfferStatus.newBuilder()
                    .setStatus(answer)
                    .setFrameworkId(framework.id())
                    .setTimestamp(Cluster.time(now))
                    .build());
        }
    }

    /** The latest answers about an agent, the newest first. */
    List<InverseOfferStatus> answers(RegisteredAgent agent) {
        List<InverseOfferStatus> all = new ArrayList<>();
        answers.forEach((asked, answer) -> {
            if (asked.agentId.equals(agent.key())) {
                all.addFirst(answer);
            }
        });
        return all;
    }

    /** Takes back what was asked about an agent, and forgets the answers. */
    void rescindOf(RegisteredAgent agent) {
        for (InverseOffer question : List.copyOf(outstanding.values())) {
            if (question.getAgentId().equals(agent.id())) {
                outstanding.remove(question.getId().getValue());
                cluster.framework(question.getFrameworkId().getValue()).ifPresent(framework -> framework.send(
                        Event.newBuilder()
                                .setType(Event.Type.RESCIND_INVERSE_OFFER)
                                .setRescindInverseOffer(Event.RescindInverseOffer.newBuilder()
                                        .setInverseOfferId(question.getId()))
                                .build()));
            }
        }
        filters.keySet().removeIf(asked -> asked.agentId.equals(agent.key()));
        answers.keySet().removeIf(asked -> asked.agentId.equals(agent.key()));
    }

    /** Takes back all that a framework was asked without a word: its scheduler is gone or has been replaced. */
    void withdrawOf(Framework framework) {
        outstanding.values().removeIf(question -> question.getFrameworkId().equals(framework.id()));
    }

    /** The framework wants to be asked again at once. */
    void revive(Framework framework) {
        filters.keySet().removeIf(asked -> asked.frameworkId.equals(framework.key()));
    }

    private static Asked of(InverseOffer question) {
        return new Asked(question.getFrameworkId().getValue(), question.getAgentId().getValue());
    }
}
