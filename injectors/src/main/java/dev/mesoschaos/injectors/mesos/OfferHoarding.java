package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.language.Roles;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks.Framework;

/**
 * {@code offer-hoarding}: idle frameworks take every offer of the targets and answer none, so that nobody else can use
 * what is free there (mesos-facts 11-13). Masters deal fairly between roles, so that one hoarder beside a framework that
 * holds offers, too, gets half at most; many hoarders, each in a role of its own, leave nobody anything.
 *
 * <p>When the harness dies, its connection breaks and the masters end the hoarder at once. When it is cut off instead, they
 * notice only as TCP gives up, which may take a quarter of an hour unless {@code offer_timeout} is set.
 */
public final class OfferHoarding implements FaultType<HoardingPlan> {

    private static final int MOST = 100;
    private static final double USUAL_SHARE = 0.5;
    private static final double LEAST_SHARE = 0.01;

    @Override
    public String id() {
        return "offer-hoarding";
    }

    @Override
    public String harm() {
        return "idle frameworks hold the offers of the agents and use none";
    }

    @Override
    public Class<HoardingPlan> planType() {
        return HoardingPlan.class;
    }

    @Override
    public Planner<HoardingPlan> read(Fields parameters) {
        List<String> roles = roles(Roles.read(parameters, "role", "hoarder"), parameters.integer("frameworks", 1, MOST, 1));
        double share = parameters.ratio("share", USUAL_SHARE);
        if (share < LEAST_SHARE) {
            throw parameters.wrong("share", "expected a share of what is free on the targets from 1% to 100%");
        }
        return new PlainPlanner<>(this, Visibility.NOTHING_LOST, Set.of(),
                (targets, situation) -> new HoardingPlan(
                        AgentPlan.of(AgentsOf.names(targets)),
                        roles,
                        "mesos-chaos hoarder " + situation.runId() + " " + situation.injectionId(),
                        share),
                plan -> plan.roles().stream()
                        .map(role -> "framework '" + plan.framework() + "' in role " + role + " holds all offers of "
                                + String.join(", ", plan.on().hosts()))
                        .toList());
    }

    /** Within a role frameworks share what the role gets, so each has one of its own. */
    private static List<String> roles(String role, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> i == 1 ? role : role + "-" + i).toList();
    }

    @Override
    public List<Resource> resources(HoardingPlan plan) {
        return Resource.of(Resource.Kind.ROLE, plan.roles());
    }

    @Override
    public HoardingPlan survey(HoardingPlan plan, FaultContext context) {
        return new HoardingPlan(plan.on().survey(context), plan.roles(), plan.framework(), plan.share());
    }

    @Override
    public void inject(HoardingPlan plan, FaultContext context) {
        Hoarders hoarders = new Hoarders(context.cluster(), plan);
        context.keep(hoarders);
        hoarders.start();
    }

    @Override
    public Evidence verifyEffect(HoardingPlan plan, FaultContext context) {
        context.kept().map(Hoarders.class::cast).flatMap(Hoarders::ended).ifPresent(why -> {
            throw new ClusterException("the masters do not let a hoarder be a framework in "
                    + String.join(", ", plan.roles()) + ": " + why);
        });
        return Operator.look(context, "looking at the frameworks", client -> effect(plan, client));
    }

    /** By what the master says: how much of the processors that no task has is with the hoarders at this moment. */
    private static Evidence effect(HoardingPlan plan, OperatorClient client) {
        Collection<String> targets = plan.on().ids().values();
        double held = FrameworksOf.called(client, plan.framework()).stream()
                .flatMap(framework -> framework.getOffersList().stream())
                .filter(offer -> targets.contains(offer.getAgentId().getValue()))
                .mapToDouble(offer -> cpus(offer.getResourcesList()))
                .sum();
        double free = client.agents().getAgentsList().stream()
                .filter(agent -> targets.contains(AgentsOf.id(agent)))
                .mapToDouble(agent -> cpus(agent.getTotalResourcesList()) - cpus(agent.getAllocatedResourcesList()))
                .sum();
        String told = String.format(Locale.ROOT, "the hoarders hold %.2f of %.2f CPUs that are free on %s",
                held, free, String.join(", ", plan.on().hosts()));
        return held > 0 && held >= free * plan.share()
                ? Evidence.holds(told)
                : Evidence.missing(told + String.format(Locale.ROOT, ", asked for were %.0f %%", 100 * plan.share()));
    }

    private static double cpus(List<org.apache.mesos.v1.Protos.Resource> resources) {
        return resources.stream()
                .filter(resource -> resource.getName().equals("cpus"))
                .mapToDouble(resource -> resource.getScalar().getValue())
                .sum();
    }

    /** Where offers have a timeout they come and go: that the hoarders are there is the harm. */
    @Override
    public Evidence verifyHeld(HoardingPlan plan, FaultContext context) {
        return Operator.look(context, "looking at the frameworks", client -> {
            long there = FrameworksOf.called(client, plan.framework()).stream().filter(Framework::getConnected).count();
            String told = there + " of " + plan.roles().size() + " hoarders are subscribed";
            return there == plan.roles().size() ? Evidence.holds(told) : Evidence.missing("only " + told);
        });
    }

    /** Others may have to give back first what they were offered before. */
    @Override
    public Duration effectWithin(HoardingPlan plan) {
        return Duration.ofSeconds(20);
    }

    @Override
    public void undo(HoardingPlan plan, FaultContext context) {
        context.take().map(Hoarders.class::cast).ifPresent(Hoarders::close);
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
