package dev.mesoschaos.testbed.master;

import java.util.Optional;
import java.util.Set;

/**
 * The roles that frameworks, quota and weights may name.
 *
 * @param roles those of {@code --roles}; empty when all are allowed
 */
record RoleWhitelist(Optional<Set<String>> roles) {

    /** Copies. */
    RoleWhitelist {
        roles = roles.map(Set::copyOf);
    }

    boolean has(String role) {
        return role.equals("*") || roles.isEmpty() || roles.get().contains(role);
    }
}
