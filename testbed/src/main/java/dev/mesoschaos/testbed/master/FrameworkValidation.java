package dev.mesoschaos.testbed.master;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** What is wrong with a FrameworkInfo, in the words of Mesos' ERROR event (mesos-facts 2.1). */
final class FrameworkValidation {

    /** Mesos keeps durations in 64 bits of nanoseconds. */
    private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

    private FrameworkValidation() {}

    static Optional<String> problem(FrameworkInfo info, List<String> suppressedRoles, Cluster cluster) {
        return roles(info)
                .or(() -> suppressed(info, suppressedRoles))
                .or(() -> timeout(info))
                .or(() -> identity(info, cluster));
    }

    private static Optional<String> identity(FrameworkInfo info, Cluster cluster) {
        String id = info.getId().getValue();
        if (cluster.isCompleted(id)) {
            return Optional.of("Framework has been removed");
        }
        return cluster.framework(id)
                .filter(known -> !known.info().getPrincipal().equals(info.getPrincipal()))
                .map(known -> "Changing framework's principal is not allowed.");
    }

    // The deprecated field `role` must be judged as Mesos judges it.
    @SuppressWarnings("deprecation")
    private static Optional<String> roles(FrameworkInfo info) {
        boolean multiRole = info.getCapabilitiesList().stream().anyMatch(c -> c.getType() == Capability.Type.MULTI_ROLE);
        if (multiRole && info.hasRole()) {
            return Optional.of("'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable");
        }
        if (!multiRole && info.getRolesCount() > 0) {
            return Optional.of("'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable");
        }
        Set<String> seen = new HashSet<>();
        for (String role : info.getRolesList()) {
            Optional<String> problem = RoleNames.problem(role);
            if (problem.isPresent()) {
                return Optional.of("'FrameworkInfo.roles' contains invalid role: " + problem.get());
            }
            if (!seen.add(role)) {
                return Optional.of("'FrameworkInfo.roles' contains duplicate items: { " + role + " }");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> suppressed(FrameworkInfo info, List<String> suppressedRoles) {
        return suppressedRoles.stream()
                .filter(role -> !info.getRolesList().contains(role))
                .findFirst()
                .map(role -> "Suppressed role '" + role + "' is not contained in the list of roles");
    }

    private static Optional<String> timeout(FrameworkInfo info) {
        double seconds = info.getFailoverTimeout();
        return Math.abs(seconds) <= MAX_SECONDS
                ? Optional.empty()
                : Optional.of("The framework failover_timeout (" + CppNumber.of(seconds) + ") is invalid");
    }
}
