package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.auth.Action;
import dev.mesoschaos.testbed.auth.Caller;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.FrameworkInfo;

/** What this master's flags and ACLs say against a framework, in the words of Mesos' ERROR event (mesos-facts 2.1). */
final class FrameworkPolicy {

    private final RoleWhitelist whitelist;
    private final boolean rootSubmissions;

    FrameworkPolicy(MasterFlags flags) {
        this.whitelist = flags.roles();
        this.rootSubmissions = flags.isOn("root_submissions");
    }

    Optional<String> problem(FrameworkInfo info, Caller caller) {
        SortedSet<String> roles = roles(info);
        List<String> unlisted = roles.stream().filter(role -> !whitelist.has(role)).toList();
        if (!unlisted.isEmpty()) {
            return Optional.of("Roles '" + set(unlisted) + "' are not present in the master's --roles");
        }
        if (info.getUser().equals("root") && !rootSubmissions) {
            return Optional.of("User 'root' is not allowed to run frameworks without --root_submissions set");
        }
        return roles.stream().allMatch(role -> caller.may(Action.REGISTER_FRAMEWORKS, role))
                ? Optional.empty()
                : Optional.of("Not authorized to register framework " + info.getId().getValue() + " with roles "
                        + set(roles));
    }

    // A framework without MULTI_ROLE has its one role in the deprecated field.
    @SuppressWarnings("deprecation")
    private static SortedSet<String> roles(FrameworkInfo info) {
        SortedSet<String> roles = new TreeSet<>(info.getRolesList());
        if (roles.isEmpty()) {
            roles.add(info.getRole());
        }
        return roles;
    }

    private static String set(Iterable<String> items) {
        return "{ " + String.join(", ", items) + " }";
    }
}
