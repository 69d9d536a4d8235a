package dev.mesoschaos.injectors.flapping;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * {@code flapping}: another fault comes and goes, faster than a method of steps could make it, as a loose cable or an agent
 * that crashes over and over does. One lease holds the undo for the whole time.
 */
public final class Flapping implements FaultType<FlappingPlan> {

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Below this share of the times due, the fault did not flap as asked for. */
    private static final double ENOUGH = 0.8;

    @Override
    public String id() {
        return "flapping";
    }

    @Override
    public String harm() {
        return "another fault comes and goes, over and over";
    }

    @Override
    public Class<FlappingPlan> planType() {
        return FlappingPlan.class;
    }

    @Override
    public Planner<FlappingPlan> read(Fields parameters) {
        Optional<Planner<?>> inner = parameters.fault("fault");
        Duration period = parameters.duration("period", SHORTEST, LONGEST);
        double duty = parameters.ratio("duty", 0.5);
        if (duty < 0.1 || duty > 0.9) {
            throw parameters.wrong("duty", "expected a share from 10% to 90%, so that the fault comes and goes");
        }
        // Empty only after a mistake, which is noted already.
        Planner<?> planner = inner.orElseThrow();
        if (planner.type() instanceof Flapping) {
            throw parameters.wrong("fault", "expected a fault that does not flap by itself");
        }
        planner.type().irreversible().ifPresent(why -> {
            throw parameters.wrong("fault", planner.type().id() + " cannot be undone (" + why + "), so it cannot flap");
        });
        return new FlappingPlanner<>(this, planner, period, duty);
    }

    @Override
    public List<Resource> resources(FlappingPlan plan) {
        return Inner.of(plan).resources();
    }

    @Override
    public FlappingPlan survey(FlappingPlan plan, FaultContext context) {
        return new FlappingPlan(plan.fault(), Inner.of(plan).survey(context), plan.period(), plan.duty());
    }

    @Override
    public void inject(FlappingPlan plan, FaultContext context) {
        Flapper flapper = new Flapper(Inner.of(plan), plan, context);
        context.keep(flapper);
        flapper.start();
    }

    @Override
    public Evidence verifyEffect(FlappingPlan plan, FaultContext context) {
        return Inner.of(plan).verifyEffect(flapper(context).within(context));
    }

    /** One look may fall into a time without the fault. */
    @Override
    public Duration effectWithin(FlappingPlan plan) {
        return Inner.of(plan).effectWithin().plus(plan.period().multipliedBy(2));
    }

    @Override
    public Evidence verifyHeld(FlappingPlan plan, FaultContext context) {
        Flapper flapper = flapper(context);
        int due = flapper.due();
        String count = plan.fault() + " came " + flapper.comings() + " of " + due + " times due";
        return flapper.failure()
                .map(why -> Evidence.missing(count + ", and then no more: " + why))
                .orElseGet(() -> flapper.comings() >= due * ENOUGH
                        ? Evidence.holds(count)
                        : Evidence.missing(count + ": choose a longer period"));
    }

    @Override
    public List<HostCommand> undoOnHosts(FlappingPlan plan) {
        return Inner.of(plan).undoOnHosts();
    }

    @Override
    public void undo(FlappingPlan plan, FaultContext context) {
        Optional<Flapper> live = context.take().map(Flapper.class::cast);
        FaultContext within = live.<FaultContext>map(flapper -> flapper.within(context))
                .orElseGet(() -> new InnerContext(context, new AtomicReference<>()));
        AllOf.run(Stream.of(() -> live.ifPresent(Flapper::close), () -> Inner.of(plan).undo(within)));
    }

    @Override
    public Evidence verifyUndone(FlappingPlan plan, FaultContext context) {
        return Inner.of(plan).verifyUndone(context);
    }

    @Override
    public Duration undoneWithin(FlappingPlan plan) {
        return Inner.of(plan).undoneWithin();
    }

    private static Flapper flapper(FaultContext context) {
        return context.kept().map(Flapper.class::cast).orElseThrow();
    }
}
