package dev.mesoschaos.testbed.master;

import java.util.Optional;

/** What is wrong with the name of a role, in Mesos' words. */
final class RoleNames {

    private RoleNames() {}

    static Optional<String> problem(String role) {
        if (role.equals("*")) {
            return Optional.empty();
        }
        if (role.isEmpty()) {
            return Optional.of("Empty role name is invalid");
        }
        if (role.startsWith("/")) {
            return Optional.of("Role '" + role + "' cannot start with a slash");
        }
        if (role.endsWith("/")) {
            return Optional.of("Role '" + role + "' cannot end with a slash");
        }
        for (String part : role.split("/", -1)) {
            Optional<String> problem = partProblem(role, part);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> partProblem(String role, String part) {
        if (part.isEmpty()) {
            return Optional.of("Role '" + role + "' cannot contain two adjacent slashes");
        }
        if (part.equals(".") || part.equals("..")) {
            return Optional.of("Role '" + role + "' cannot include '" + part + "' as a component");
        }
        if (part.equals("*")) {
            return Optional.of("Role '" + role + "' cannot include '*' as a component");
        }
        if (part.startsWith("-")) {
            return Optional.of("Role component '" + part + "' is invalid because it begins with a dash");
        }
        boolean blank = part.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        return blank
                ? Optional.of("Role '" + role + "' contains invalid characters")
                : Optional.empty();
    }
}
