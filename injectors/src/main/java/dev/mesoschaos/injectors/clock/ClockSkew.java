package dev.mesoschaos.injectors.clock;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoublePredicate;

/**
 * {@code clock-skew}: the clocks of hosts are wrong, as after a reboot without a time server. Only where a host has a clock
 * of its own: namespaces and containers share that of their machine.
 */
public final class ClockSkew implements FaultType<ClockPlan> {

    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofHours(24);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What hosts may be off without us, and what asking them takes. */
    private static final double TOLERANCE_SECONDS = 3;

    @Override
    public String id() {
        return "clock-skew";
    }

    @Override
    public String harm() {
        return "the clocks of the hosts are wrong";
    }

    @Override
    public Class<ClockPlan> planType() {
        return ClockPlan.class;
    }

    @Override
    public Planner<ClockPlan> read(Fields parameters) {
        long seconds = parameters.duration("offset", LEAST, MOST).toSeconds();
        boolean back = parameters.word("direction", "forward", List.of("forward", "back")).equals("back");
        long offset = back ? -seconds : seconds;
        return new PlainPlanner<>(this, Visibility.NOTHING_LOST, Set.of(Capability.OWN_CLOCK),
                (targets, situation) ->
                        new ClockPlan(situation.runId() + "." + situation.injectionId(), targets.names(), offset),
                plan -> plan.hosts().stream()
                        .map(host -> host + ": clock " + seconds + " s " + (back ? "back" : "forward"))
                        .toList());
    }

    @Override
    public List<Resource> resources(ClockPlan plan) {
        return Resource.of(Resource.Kind.CLOCK, plan.hosts());
    }

    @Override
    public void inject(ClockPlan plan, FaultContext context) {
        for (String host : plan.hosts()) {
            Shell.Result result = context.power(Shell.class)
                    .run(host, ClockScripts.skew(ClockScripts.FILE, plan.mark(), plan.offsetSeconds()), "", LIMIT);
            if (!result.ok()) {
                throw new ClusterException("the clock of " + host + " cannot be set: " + result.stderr().strip());
            }
        }
    }

    @Override
    public Evidence verifyEffect(ClockPlan plan, FaultContext context) {
        return all(plan, context, off -> Math.abs(off - plan.offsetSeconds()) <= TOLERANCE_SECONDS);
    }

    @Override
    public Evidence verifyHeld(ClockPlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    @Override
    public List<HostCommand> undoOnHosts(ClockPlan plan) {
        return plan.hosts().stream()
                .map(host -> new HostCommand(host, ClockScripts.right(ClockScripts.FILE, plan.mark()), ""))
                .toList();
    }

    @Override
    public void undo(ClockPlan plan, FaultContext context) {}

    @Override
    public Evidence verifyUndone(ClockPlan plan, FaultContext context) {
        return all(plan, context, off -> Math.abs(off) <= TOLERANCE_SECONDS);
    }

    /** Compares the clocks with that of this process. */
    private static Evidence all(ClockPlan plan, FaultContext context, DoublePredicate asItShould) {
        StringBuilder seen = new StringBuilder();
        boolean holds = true;
        for (String host : plan.hosts()) {
            double off = secondsOff(host, context);
            holds &= asItShould.test(off);
            seen.append(String.format(Locale.ROOT, "%s%s %+.1f s", seen.isEmpty() ? "" : ", ", host, off));
        }
        String detail = "clocks against that of the harness: " + seen;
        return holds ? Evidence.holds(detail) : Evidence.missing(detail);
    }

    private static double secondsOff(String host, FaultContext context) {
        Instant asked = context.clock().now();
        Shell.Result answer = context.power(Shell.class).run(host, "date", "+%s.%N");
        if (!answer.ok()) {
            throw new ClusterException("the clock of " + host + " cannot be read: " + answer.stderr().strip());
        }
        return Double.parseDouble(answer.stdout().strip()) - asked.toEpochMilli() / 1000.0;
    }
}
