package dev.mesoschaos.testbed.master.allocation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/**
 * What the allocator must know of a framework besides its roles.
 *
 * @param minimums by role: what an offer must at least have, each an alternative; a role that is not named has the
 *     master's
 */
public record FrameworkProfile(
        Set<Capability.Type> capabilities, Map<String, List<Quantities>> minimums, OfferConstraints constraints) {

    /** A framework without any capability. */
    public static final FrameworkProfile PLAIN =
            new FrameworkProfile(Set.of(), Map.of(), OfferConstraints.getDefaultInstance());

    /** Copies. */
    public FrameworkProfile {
        capabilities = Set.copyOf(capabilities);
        minimums = Map.copyOf(minimums);
    }

    /** Of what the framework says when it subscribes. */
    public static FrameworkProfile of(FrameworkInfo info, OfferConstraints constraints) {
        Map<String, List<Quantities>> minimums = new HashMap<>();
        info.getOfferFiltersMap().forEach((role, filters) -> {
            if (filters.hasMinAllocatableResources()) {
                minimums.put(role, filters.getMinAllocatableResources().getQuantitiesList().stream()
                        .map(quantities -> Quantities.of(quantities.getQuantitiesMap()))
                        .toList());
            }
        });
        Set<Capability.Type> capabilities =
                info.getCapabilitiesList().stream().map(Capability::getType).collect(Collectors.toSet());
        return new FrameworkProfile(capabilities, minimums, constraints);
    }

    /** What is wrong with offer constraints, if anything. */
    public static Optional<String> problem(OfferConstraints constraints) {
        return Constraints.problem(constraints);
    }

    boolean has(Capability.Type capability) {
        return capabilities.contains(capability);
    }

    /** Whether resources of that kind may be offered to it at all (mesos-facts section 7, "Skipped agents"). */
    boolean understands(Kind kind) {
        return (!kind.revocable() || has(Capability.Type.REVOCABLE_RESOURCES))
                && (!kind.shared() || has(Capability.Type.SHARED_RESOURCES))
                && (kind.reservations().size() < 2 || has(Capability.Type.RESERVATION_REFINEMENT));
    }
}
