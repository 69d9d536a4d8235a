package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks.Framework;

/**
 * {@code offer-hoarding}: an idle framework takes every offer of the targets and answers none, so that nobody else can use
 * what is free there (mesos-facts 11-13).
 *
 * <p>When the harness dies, its connection breaks and the masters end the hoarder at once. When it is cut off instead, they
 * notice only as TCP gives up, which may take a quarter of an hour unless {@code offer_timeout} is set.
 */
public final class OfferHoarding implements FaultType<HoardingPlan> {

    @Override
    public String id() {
        return "offer-hoarding";
    }

    @Override
    public String harm() {
        return "an idle framework holds all offers of the agents and uses none";
    }

    @Override
    public Class<HoardingPlan> planType() {
        return HoardingPlan.class;
    }

    @Override
    public Planner<HoardingPlan> read(Fields parameters) {
        String role = Roles.read(parameters, "role", "hoarder");
        return new OrderPlanner<>(this, Visibility.NOTHING_LOST, Set.of(),
                (targets, situation) -> new HoardingPlan(
                        AgentPlan.of(AgentsOf.names(targets)),
                        role,
                        "mesos-chaos hoarder " + situation.runId() + " " + situation.injectionId()),
                plan -> List.of("framework '" + plan.framework() + "' in role " + role + " holds all offers of "
                        + String.join(", ", plan.on().hosts())));
    }

    @Override
    public List<Resource> resources(HoardingPlan plan) {
        return List.of(new Resource(plan.role(), Resource.Kind.ROLE));
    }

    @Override
    public HoardingPlan survey(HoardingPlan plan, FaultContext context) {
        return new HoardingPlan(plan.on().survey(context), plan.role(), plan.framework());
    }

    @Override
    public void inject(HoardingPlan plan, FaultContext context) {
        Hoarder hoarder = new Hoarder(context.cluster(), plan);
        context.keep(hoarder);
        hoarder.start();
    }

    @Override
    public Evidence verifyEffect(HoardingPlan plan, FaultContext context) {
        context.kept().map(Hoarder.class::cast).flatMap(Hoarder::ended).ifPresent(why -> {
            throw new ClusterException("the masters do not let the hoarder be a framework in role " + plan.role() + ": " + why);
        });
        return Operator.look(context, "looking at the frameworks", client -> effect(plan, client));
    }

    /** How much of it is with the hoarder at a moment is for the cluster to decide, by weights, quota and offer_timeout. */
    private static Evidence effect(HoardingPlan plan, OperatorClient client) {
        Set<String> held = FrameworksOf.called(client, plan.framework()).stream()
                .flatMap(framework -> framework.getOffersList().stream())
                .map(offer -> offer.getAgentId().getValue())
                .collect(Collectors.toSet());
        List<String> hosts = plan.on().hosts().stream().filter(host -> held.contains(plan.on().ids().get(host))).toList();
        return hosts.isEmpty()
                ? Evidence.missing("the hoarder has no offer yet")
                : Evidence.holds("the hoarder has offers of " + String.join(", ", hosts));
    }

    /** Where offers have a timeout they come and go: that the hoarder is there is the harm. */
    @Override
    public Evidence verifyHeld(HoardingPlan plan, FaultContext context) {
        return Operator.look(context, "looking at the frameworks", client ->
                FrameworksOf.called(client, plan.framework()).stream().anyMatch(Framework::getConnected)
                        ? Evidence.holds("the hoarder is subscribed")
                        : Evidence.missing("the hoarder is subscribed no more"));
    }

    /** Others may have to give back first what they were offered before. */
    @Override
    public Duration effectWithin(HoardingPlan plan) {
        return Duration.ofSeconds(20);
    }

    @Override
    public void undo(HoardingPlan plan, FaultContext context) {
        context.take().map(Hoarder.class::cast).ifPresent(Hoarder::close);
        Operator.insist(context, "ending " + plan.framework(), Operator.PATIENCE, client -> {
            FrameworksOf.called(client, plan.framework())
                    .forEach(framework -> FrameworksOf.tearDown(client, FrameworksOf.id(framework)));
            return Optional.empty();
        });
    }

    @Override
    public Evidence verifyUndone(HoardingPlan plan, FaultContext context) {
        return Operator.look(context, "looking at the frameworks", client ->
                FrameworksOf.called(client, plan.framework()).isEmpty()
                        ? Evidence.holds("no framework is called " + plan.framework() + " any more")
                        : Evidence.missing(plan.framework() + " is still there"));
    }
}
