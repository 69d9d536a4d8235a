package dev.mesoschaos.injectors.toxiproxy;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.ToxicList;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A toxic on links. What all have in common: who is hit, the undo by name, and the proof, which is to talk through the links
 * and past them and to compare ({@link WireTrial}).
 *
 * <p>Toxiproxy draws for each connection whether it is among the toxicity's share. The official client makes a toxic for all
 * connections and lowers the share by a second request, so that for an instant every open connection is hit.
 */
abstract class ToxicFault implements FaultType<ToxicPlan> {

    /** How Toxiproxy calls the toxic. */
    abstract String toxic();

    /** Reads the attributes. */
    abstract Poison poison(Fields parameters);

    /** Adds the toxic to one proxy, for all connections. */
    abstract Toxic add(ToxicList toxics, String name, ToxicDirection direction, ToxicPlan plan) throws IOException;

    /** What to say, so that the harm shows. */
    abstract Speech speech(ToxicPlan plan);

    /** How much longer a conversation takes, or how long it is left waiting before it is cut off. */
    abstract Duration delay(ToxicPlan plan);

    /**
     * Whether a conversation was harmed as planned.
     *
     * @param through what was heard through a link
     * @param past what was heard past it
     * @param wasOpen whether the connection was open before the toxic came
     */
    abstract boolean harms(ToxicPlan plan, Heard through, Heard past, boolean wasOpen);

    /**
     * Whether a conversation was so late that the toxic made it so. What is said on a connection that was open before is said
     * once only, so there it is enough that it took its time: a machine that stands still must not hide that.
     *
     * @param share of the delay that is seen for certain
     */
    final boolean late(ToxicPlan plan, Heard through, Heard past, boolean wasOpen, double share) {
        Duration added = wasOpen ? through.took() : through.longerThan(past);
        return added.toNanos() >= share * delay(plan).toNanos();
    }

    /** For how long an answer is waited for. */
    Duration patience(ToxicPlan plan) {
        return Duration.ofSeconds(5).plus(delay(plan).multipliedBy(2));
    }

    @Override
    public final Class<ToxicPlan> planType() {
        return ToxicPlan.class;
    }

    @Override
    public final Planner<ToxicPlan> read(Fields parameters) {
        return new Poisoning(this, poison(parameters));
    }

    @Override
    public final List<Resource> resources(ToxicPlan plan) {
        return Resource.of(Resource.Kind.LINK, plan.links().stream().map(Links.Link::proxy));
    }

    @Override
    public final void inject(ToxicPlan plan, FaultContext context) {
        if (plan.all()) {
            context.keep(OpenBefore.open(plan));
        }
        poison(plan, toxics(plan, context));
    }

    void poison(ToxicPlan plan, OwnToxics toxics) {
        for (Links.Link link : plan.links()) {
            for (ToxicDirection direction : plan.directions()) {
                toxics.add(link.proxy(), proxy -> {
                    Toxic toxic = add(proxy.toxics(), toxics.name(direction), direction, plan);
                    if (!plan.all()) {
                        toxic.setToxicity((float) plan.toxicity());
                    }
                });
            }
        }
    }

    @Override
    public final Evidence verifyEffect(ToxicPlan plan, FaultContext context) {
        Evidence there = verifyHeld(plan, context);
        return there.holds() ? new WireTrial(this, plan, context).harmed() : there;
    }

    @Override
    public final Evidence verifyHeld(ToxicPlan plan, FaultContext context) {
        int wanted = plan.links().size() * plan.directions().size();
        int there = present(toxics(plan, context));
        return there < wanted
                ? Evidence.missing(there + " of " + wanted + " toxics are there")
                : Evidence.holds("");
    }

    /** How many toxics of ours harm something now. */
    int present(OwnToxics toxics) {
        return toxics.count();
    }

    @Override
    public final Duration effectWithin(ToxicPlan plan) {
        return Duration.ofSeconds(15).plus(patience(plan).multipliedBy(2));
    }

    @Override
    public final void undo(ToxicPlan plan, FaultContext context) {
        context.take().ifPresent(OpenBefore::close);
        cure(toxics(plan, context));
    }

    void cure(OwnToxics toxics) {
        toxics.remove();
    }

    @Override
    public final Evidence verifyUndone(ToxicPlan plan, FaultContext context) {
        int left = toxics(plan, context).count();
        return left > 0
                ? Evidence.missing(left + " toxics are still there")
                : new WireTrial(this, plan, context).unharmed();
    }

    @Override
    public final Duration undoneWithin(ToxicPlan plan) {
        return Duration.ofSeconds(30).plus(patience(plan));
    }

    private static OwnToxics toxics(ToxicPlan plan, FaultContext context) {
        return new OwnToxics(context.power(Links.class).api(), plan.mark());
    }

    /** Links of any kind are named by the target, which says itself what it needs. */
    private record Poisoning(ToxicFault type, Poison poison) implements Planner<ToxicPlan> {

        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of(Set.of());
        }

        @Override
        public Visibility visibility() {
            return Visibility.NOTHING_LOST;
        }

        @Override
        public boolean onLinks() {
            return true;
        }

        @Override
        public ToxicPlan plan(Targets targets, Situation situation) {
            return ToxicPlan.of(type.id(), poison, targets, situation);
        }

        @Override
        public List<String> describe(ToxicPlan plan) {
            return plan.describe(type.toxic());
        }
    }
}
