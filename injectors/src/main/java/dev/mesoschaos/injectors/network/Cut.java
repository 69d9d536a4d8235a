package dev.mesoschaos.injectors.network;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way to carry out a {@link PartitionPlan}, or the part of it that this way can. */
interface Cut {

    /** The ways the plan was made for. */
    static List<Cut> of(PartitionPlan plan, FaultContext context) {
        return Stream.<Cut>concat(
                        plan.drops().isEmpty() ? Stream.of() : Stream.of(new CutHosts(plan, context)),
                        plan.links().isEmpty() ? Stream.of() : Stream.of(new CutLinks(plan, context)))
                .toList();
    }

    /** Whether something holds for all; says the first that does not. */
    static Evidence all(List<Cut> cuts, Function<Cut, Evidence> look) {
        List<Evidence> found = cuts.stream().map(look).toList();
        return found.stream()
                .filter(evidence -> !evidence.holds())
                .findFirst()
                .orElseGet(() -> Evidence.holds(
                        found.stream().map(Evidence::detail).collect(Collectors.joining("; "))));
    }

    /** Makes the cut. */
    void make();

    /** Whether those it is between notice it. */
    Evidence noticed();

    /** Whether the whole cut is there, by what the hosts or proxies themselves say. */
    Evidence made();

    /** Whether nothing of it is left, and those it was between notice that. */
    Evidence mended();
}
