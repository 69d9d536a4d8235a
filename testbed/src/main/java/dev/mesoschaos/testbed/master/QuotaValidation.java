package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Quota;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;

/** What is wrong with a quota by itself, in the words of Mesos (mesos-facts section 7, "Quota"). */
final class QuotaValidation {

    private final RoleWhitelist whitelist;

    QuotaValidation(RoleWhitelist whitelist) {
        this.whitelist = whitelist;
    }

    /** One of UPDATE_QUOTA. */
    Optional<String> problem(QuotaConfig config) {
        String role = config.getRole();
        if (!whitelist.has(role)) {
            return Optional.of("Invalid QuotaConfig: '" + role + "' is not on the roles whitelist");
        }
        if (role.contains("/")) {
            return Optional.of("Updating quota on nested role '" + role + "' is not supported yet");
        }
        Quota quota = Quota.of(config);
        for (String name : quota.guarantees().milli().keySet()) {
            Long limit = quota.limitMilli().get(name);
            if (limit != null && limit < quota.guarantees().get(name)) {
                return Optional.of("Invalid QuotaConfig: guarantees '" + quota.guarantees()
                        + "' are not contained in the limits of role '" + role + "'");
            }
        }
        return RoleNames.problem(role).map(text -> "Invalid QuotaConfig: Invalid 'QuotaConfig.role': " + text);
    }

    /** The one of SET_QUOTA, of which Mesos knows only guarantees. */
    Optional<String> problem(QuotaRequest request) {
        String role = request.getRole();
        Optional<String> problem = request.hasRole()
                ? RoleNames.problem(role).map(text -> "QuotaInfo with invalid role: " + text)
                : Optional.of("QuotaInfo must specify a role");
        return problem.or(() -> guarantees(request))
                .or(() -> whitelist.has(role) ? Optional.empty() : Optional.of("Unknown role '" + role + "'"))
                .map(text -> "Failed to validate set quota request: " + text)
                .or(() -> role.contains("/")
                        ? Optional.of("Setting quota on nested role '" + role + "' is not supported yet")
                        : Optional.empty());
    }

    private static Optional<String> guarantees(QuotaRequest request) {
        if (request.getGuaranteeCount() == 0) {
            return Optional.of("QuotaInfo with empty 'guarantee'");
        }
        Set<String> names = new HashSet<>();
        for (Resource resource : request.getGuaranteeList()) {
            if (resource.getReservationsCount() > 0) {
                return Optional.of("QuotaInfo must not contain any ReservationInfo");
            }
            if (resource.hasDisk() || resource.hasRevocable()) {
                return Optional.of("QuotaInfo must not contain " + (resource.hasDisk() ? "DiskInfo" : "RevocableInfo"));
            }
            if (resource.getType() != Value.Type.SCALAR) {
                return Optional.of("QuotaInfo must not include non-scalar resources");
            }
            if (!names.add(resource.getName())) {
                return Optional.of("QuotaInfo contains duplicate resource name '" + resource.getName() + "'");
            }
        }
        return Optional.empty();
    }
}
