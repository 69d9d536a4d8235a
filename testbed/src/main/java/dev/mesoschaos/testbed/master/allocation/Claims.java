package dev.mesoschaos.testbed.master.allocation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All who claim resources, and the share that each role and framework holds. */
final class Claims {

    private final Map<Claim, Claimant> claimants = new LinkedHashMap<>();
    private final Shares roles = new Shares();
    private final Map<String, Shares> frameworksByRole = new HashMap<>();

    Collection<Claimant> all() {
        return claimants.values();
    }

    Optional<Claimant> find(Claim claim) {
        return Optional.ofNullable(claimants.get(claim));
    }

    /** A framework in each of its roles. */
    Stream<Claimant> of(String frameworkId) {
        return claimants.values().stream().filter(c -> c.claim().frameworkId().equals(frameworkId));
    }

    /** A framework in some of its roles; no roles are all roles. */
    Stream<Claimant> of(String frameworkId, Collection<String> roleNames) {
        return of(frameworkId).filter(c -> roleNames.isEmpty() || roleNames.contains(c.claim().role()));
    }

    /** Sets a framework's roles; those that stay keep their allocations and refusals. */
    void subscribe(
            String frameworkId, Collection<String> roleNames, Collection<String> suppressed, FrameworkProfile profile) {
        of(frameworkId).filter(claimant -> !roleNames.contains(claimant.claim().role())).forEach(Claimant::unsubscribe);
        for (String role : roleNames) {
            claimant(new Claim(frameworkId, role)).subscribe(profile, suppressed.contains(role));
        }
    }

    void give(Claim claim, String agentId, Resources resources) {
        claimant(claim).give(agentId, resources);
        Quantities amounts = Quantities.of(resources);
        roles.give(claim.role(), amounts);
        frameworks(claim.role()).give(claim.frameworkId(), amounts);
    }

    void take(Claim claim, String agentId, Resources resources) {
        claimants.get(claim).take(agentId, resources);
        takeShare(claim, resources);
    }

    /** Forgets all that was allocated on an agent, and what was refused of it. */
    void forgetAgent(String agentId) {
        claimants.values().forEach(claimant -> {
            Resources held = claimant.allocations().get(agentId);
            if (held != null) {
                takeShare(claimant.claim(), held);
            }
            claimant.forgetAgent(agentId);
        });
    }

    /** Forgets a framework; gives what it held, for each of its roles by agent. */
    List<Map<String, Resources>> forgetFramework(String frameworkId) {
        List<Claimant> forgotten = of(frameworkId).toList();
        for (Claimant claimant : forgotten) {
            claimants.remove(claimant.claim());
            claimant.allocations().values().forEach(held -> takeShare(claimant.claim(), held));
            frameworks(claimant.claim().role()).forget(frameworkId);
        }
        return forgotten.stream().map(Claimant::allocations).toList();
    }

    /** The frameworks that are offered something of an agent or use it. */
    Set<String> holders(String agentId) {
        Set<String> holders = new HashSet<>();
        claimants.forEach((claim, claimant) -> {
            if (claimant.allocations().containsKey(agentId)) {
                holders.add(claim.frameworkId());
            }
        });
        return holders;
    }

    Shares roles() {
        return roles;
    }

    Shares frameworks(String role) {
        return frameworksByRole.computeIfAbsent(role, unknown -> new Shares());
    }

    private Claimant claimant(Claim claim) {
        return claimants.computeIfAbsent(claim, Claimant::new);
    }

    private void takeShare(Claim claim, Resources resources) {
        Quantities amounts = Quantities.of(resources);
        roles.take(claim.role(), amounts);
        frameworks(claim.role()).take(claim.frameworkId(), amounts);
    }
}
