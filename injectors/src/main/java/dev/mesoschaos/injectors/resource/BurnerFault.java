package dev.mesoschaos.injectors.resource;

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
     */
    abstract Evidence judge(List<Long> numbers);

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
        for (BurnPlan.Burn burn : plan.burns()) {
            Shell.Result result = shell.run(
                    burn.host(), BurnerScripts.start(id(), plan.mark(burn), burn.load()), "", LIMIT);
            if (!result.ok()) {
                throw new ClusterException(burn.host() + ": " + result.stderr().strip());
            }
        }
    }

    @Override
    public final Evidence verifyEffect(BurnPlan plan, FaultContext context) {
        Shell shell = context.power(Shell.class);
        Map<String, Evidence> seen = new ConcurrentSkipListMap<>();
        AllOf.atOnce(plan.burns().stream().map(burn -> () -> seen.put(burn.host(), look(plan, burn, shell))));
        return new Evidence(
                seen.values().stream().allMatch(Evidence::holds),
                seen.entrySet().stream()
                        .map(host -> host.getKey() + ": " + host.getValue().detail())
                        .collect(Collectors.joining("; ")),
                Optional.empty());
    }

    private Evidence look(BurnPlan plan, BurnPlan.Burn burn, Shell shell) {
        Shell.Result result = shell.run(
                burn.host(), BurnerScripts.look(id(), plan.mark(burn), burn.load()), "", LIMIT);
        return result.ok()
                ? judge(Stream.of(result.stdout().strip().split(" ")).map(Long::valueOf).toList())
                : Evidence.missing(result.stderr().strip());
    }

    /** Only whether it is still there: how much a burner gets depends on what else the host has to do at that moment. */
    @Override
    public final Evidence verifyHeld(BurnPlan plan, FaultContext context) {
        Shell shell = context.power(Shell.class);
        String without = plan.burns().stream()
                .filter(burn -> left(plan, burn, shell).isEmpty())
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

    /** All of it is on hosts. */
    @Override
    public final void undo(BurnPlan plan, FaultContext context) {}

    @Override
    public final Evidence verifyUndone(BurnPlan plan, FaultContext context) {
        Shell shell = context.power(Shell.class);
        String left = plan.burns().stream()
                .flatMap(burn -> left(plan, burn, shell).stream())
                .collect(Collectors.joining(", "));
        return left.isEmpty()
                ? Evidence.holds("no burner and no file of one is left")
                : Evidence.missing("left: " + left);
    }

    private static List<String> left(BurnPlan plan, BurnPlan.Burn burn, Shell shell) {
        Shell.Result result = shell.run(burn.host(), BurnerScripts.left(plan.mark(burn)), "", LIMIT);
        if (!result.ok()) {
            throw new ClusterException(burn.host() + " does not say what is left: " + result.stderr().strip());
        }
        return result.stdout().lines().map(line -> line + " on " + burn.host()).toList();
    }
}
