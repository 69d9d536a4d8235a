package dev.mesoschaos.injectors.resource;

import dev.mesoschaos.injectors.mesos.Neighbour;
import dev.mesoschaos.injectors.mesos.Neighbours;
import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the faults that burn something have in common; they differ in their script and in what its numbers mean. */
abstract class BurnerFault implements FaultType<BurnPlan> {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * Whether numbers that the script has measured on a host show the harm.
     *
     * @param numbers as the script prints them
     * @param task what a task has asked for, and cannot be sure to get more than
     */
    abstract Evidence judge(List<Long> numbers, Optional<BurnPlan.Task> task);

    /** What of a host nobody else may burn meanwhile. */
    abstract Resource.Kind burns();

    @Override
    public final List<Resource> resources(BurnPlan plan) {
        return Resource.of(burns(), plan.burns().stream().map(BurnPlan.Burn::host));
    }

    @Override
    public final Class<BurnPlan> planType() {
        return BurnPlan.class;
    }

    /** One host after the other: hosts that share a machine must see what those before have taken of it. */
    @Override
    public final void inject(BurnPlan plan, FaultContext context) {
        Shell shell = context.power(Shell.class);
        if (plan.task().isPresent()) {
            Neighbours.start(context, plan.framework(), neighbours(plan, plan.task().get()));
            return;
        }
        for (BurnPlan.Burn burn : plan.burns()) {
            Shell.Result result = shell.run(
                    burn.host(), BurnerScripts.start(id(), plan.mark(burn), burn.load()), "", LIMIT);
            if (!result.ok()) {
                throw new ClusterException(burn.host() + ": " + result.stderr().strip());
            }
        }
    }

    private List<Neighbour> neighbours(BurnPlan plan, BurnPlan.Task task) {
        return plan.burns().stream()
                .map(burn -> new Neighbour(
                        burn.host(),
                        task.cpus(),
                        task.memMb(),
                        BurnerScripts.task(id(), plan.mark(burn), burn.load()),
                        BurnerScripts.environment(plan.mark(burn))))
                .toList();
    }

    /** A task waits for an offer. */
    @Override
    public final Duration effectWithin(BurnPlan plan) {
        return Duration.ofSeconds(20);
    }

    @Override
    public final Evidence verifyEffect(BurnPlan plan, FaultContext context) {
        Map<String, Evidence> seen = new ConcurrentSkipListMap<>();
        AllOf.atOnce(plan.burns().stream().map(burn -> () -> seen.put(burn.host(), look(plan, burn, context))));
        return new Evidence(
                seen.values().stream().allMatch(Evidence::holds),
                seen.entrySet().stream()
                        .map(host -> host.getKey() + ": " + host.getValue().detail())
                        .collect(Collectors.joining("; ")),
                Optional.empty());
    }

    private Evidence look(BurnPlan plan, BurnPlan.Burn burn, FaultContext context) {
        if (plan.task().isPresent()) {
            Evidence task = Neighbours.on(context, burn.host());
            if (!task.holds() || Neighbours.limited(context, burn.host())) {
                return task;
            }
        }
        Shell.Result result = context.power(Shell.class).run(
                burn.host(), BurnerScripts.look(id(), plan.mark(burn), burn.load()), "", LIMIT);
        return result.ok()
                ? judge(Stream.of(result.stdout().strip().split(" ")).map(Long::valueOf).toList(), plan.task())
                : Evidence.missing(result.stderr().strip());
    }

    /** Only whether it is still there: how much a burner gets depends on what else the host has to do at that moment. */
    @Override
    public final Evidence verifyHeld(BurnPlan plan, FaultContext context) {
        Shell shell = context.power(Shell.class);
        String without = plan.burns().stream()
                .filter(burn -> left(plan, burn, shell).isEmpty() && !Neighbours.limited(context, burn.host()))
                .map(BurnPlan.Burn::host)
                .collect(Collectors.joining(", "));
        return without.isEmpty()
                ? Evidence.holds("there until the undo")
                : Evidence.missing(id() + " was over before its undo on " + without);
    }

    @Override
    public final List<HostCommand> undoOnHosts(BurnPlan plan) {
        return plan.burns().stream().map(burn -> BurnerScripts.end(burn.host(), plan.mark(burn))).toList();
    }

    /** What burns is on hosts, but a framework might start it again. */
    @Override
    public final void undo(BurnPlan plan, FaultContext context) {
        if (plan.task().isPresent()) {
            Neighbours.end(context, plan.framework());
        }
    }

    @Override
    public final Evidence verifyUndone(BurnPlan plan, FaultContext context) {
        Shell shell = context.power(Shell.class);
        String left = plan.burns().stream()
                .flatMap(burn -> left(plan, burn, shell).stream())
                .collect(Collectors.joining(", "));
        if (!left.isEmpty()) {
            return Evidence.missing("left: " + left);
        }
        return plan.task().isPresent()
                ? Neighbours.gone(context, plan.framework())
                : Evidence.holds("no burner and no file of one is left");
    }

    private static List<String> left(BurnPlan plan, BurnPlan.Burn burn, Shell shell) {
        Shell.Result result = shell.run(burn.host(), BurnerScripts.left(plan.mark(burn)), "", LIMIT);
        if (!result.ok()) {
            throw new ClusterException(burn.host() + " does not say what is left: " + result.stderr().strip());
        }
        return result.stdout().lines().map(line -> line + " on " + burn.host()).toList();
    }
}
