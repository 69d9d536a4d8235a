package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.auth.Caller;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.v0.V0Roles;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Role;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.master.Protos.Response.GetRoles;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** The roles that matter just now: those that a framework is subscribed to. */
final class Roles {

    private static final double DEFAULT_WEIGHT = 1.0;

    private Roles() {}

    /** GET_ROLES: amounts alone, without ranges. */
    static GetRoles v1(Cluster cluster, Caller caller) {
        GetRoles.Builder roles = GetRoles.newBuilder();
        for (V0Roles.Role role : v0(cluster, caller)) {
            roles.addRoles(Role.newBuilder()
                    .setName(role.name())
                    .setWeight(role.weight())
                    .addAllFrameworks(role.frameworks())
                    .addAllResources(total(role)));
        }
        return roles.build();
    }

    // The deprecated field is not shown here.
    @SuppressWarnings("deprecation")
    private static List<Resource> total(V0Roles.Role role) {
        List<Resource> all = Stream.concat(role.allocated().stream(), role.offered().stream())
                .filter(resource -> resource.getType() == Value.Type.SCALAR)
                .toList();
        return Resources.of(all).unallocated().stream()
                .map(resource -> resource.toBuilder().clearRole().build())
                .toList();
    }

    /** {@code /roles}. */
    static List<V0Roles.Role> v0(Cluster cluster, Caller caller) {
        SortedSet<String> names = new TreeSet<>();
        cluster.frameworks().values().forEach(framework -> names.addAll(framework.roles()));
        return names.stream()
                .filter(caller::seesRole)
                .map(name -> role(cluster, name))
                .toList();
    }

    private static V0Roles.Role role(Cluster cluster, String name) {
        Stream<Holding> used = cluster.agents().values().stream().flatMap(RegisteredAgent::holdings);
        Stream<Holding> offered = cluster.offers().values().stream().map(OutstandingOffer::holding);
        return new V0Roles.Role(
                name,
                cluster.registry().weights().getOrDefault(name, DEFAULT_WEIGHT),
                cluster.registry().quotas().getOrDefault(name, QuotaConfig.getDefaultInstance()),
                cluster.frameworks().values().stream()
                        .filter(framework -> framework.roles().contains(name))
                        .map(Framework::id)
                        .toList(),
                sum(used, name),
                sum(offered, name),
                List.of());
    }

    private static List<Resource> sum(Stream<Holding> holdings, String role) {
        return Holding.sum(holdings.filter(held -> held.claim().role().equals(role))).unallocated();
    }

    /** The role that a resource is reserved for, else the one it is allocated to. */
    // The role may stand in the deprecated field alone.
    @SuppressWarnings("deprecation")
    static String of(Resource resource) {
        int count = resource.getReservationsCount();
        if (count > 0) {
            return resource.getReservations(count - 1).getRole();
        }
        return resource.getAllocationInfo().hasRole() ? resource.getAllocationInfo().getRole() : resource.getRole();
    }
}
