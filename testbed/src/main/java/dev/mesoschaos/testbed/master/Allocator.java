package dev.mesoschaos.testbed.master;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Decides who is offered which agent's free resources (mesos-facts section 7): agents in random order; of the claims in
 * order of their dominant share the first that has not refused them gets all free resources of an agent.
 */
final class Allocator {

    private final Duration interval;
    private final LongSupplier nanos;
    private final Random shuffle;
    private final Map<String, Slot> agents = new LinkedHashMap<>();
    private final Map<Claim, Claimant> claimants = new LinkedHashMap<>();
    private long runs;

    /** An agent as the allocator sees it. */
    private record Slot(Resources total, boolean active) {}

    /**
     * Makes an allocator without agents.
     *
     * @param interval of the batch runs; no refusal is shorter
     * @param nanos a monotonic clock
     */
    Allocator(Duration interval, LongSupplier nanos, RandomGenerator random) {
        this.interval = interval;
        this.nanos = nanos;
        this.shuffle = Random.from(random);
    }

    void addAgent(String agentId, Resources total) {
        agents.put(agentId, new Slot(total, true));
    }

    void activateAgent(String agentId, boolean active) {
        agents.computeIfPresent(agentId, (id, slot) -> new Slot(slot.total, active));
    }

    /** Forgets the agent, all that was allocated on it, and what was refused of it. */
    void removeAgent(String agentId) {
        agents.remove(agentId);
        claimants.values().forEach(claimant -> claimant.forgetAgent(agentId));
    }

    /** Adds a framework's claims, active or not; known ones keep their allocations and refusals. */
    void addFramework(String frameworkId, Collection<String> roles, Collection<String> suppressedRoles) {
        for (String role : roles) {
            claimants
                    .computeIfAbsent(new Claim(frameworkId, role), claim -> new Claimant(claim, false))
                    .suppress(suppressedRoles.contains(role));
        }
    }

    void activateFramework(String frameworkId, boolean active) {
        of(frameworkId).forEach(claimant -> {
            claimant.activate(active);
            if (!active) {
                claimant.forgetRefusals();
            }
        });
    }

    void removeFramework(String frameworkId) {
        claimants.keySet().removeIf(claim -> claim.frameworkId().equals(frameworkId));
    }

    /** Forgets what the framework refused and ends suppression. */
    void revive(String frameworkId, Collection<String> roles) {
        of(frameworkId).stream().filter(c -> roles.isEmpty() || roles.contains(c.claim().role())).forEach(c -> {
            c.forgetRefusals();
            c.suppress(false);
        });
    }

    void suppress(String frameworkId, Collection<String> roles) {
        of(frameworkId).stream()
                .filter(c -> roles.isEmpty() || roles.contains(c.claim().role()))
                .forEach(c -> c.suppress(true));
    }

    /** Records use that did not come from an offer: tasks that a returning agent brings. */
    void use(Claim claim, String agentId, Resources resources) {
        claimants.computeIfAbsent(claim, unknown -> new Claimant(unknown, false)).give(agentId, resources);
    }

    /**
     * Takes resources back.
     *
     * @param refusal how long the claim wants no offer of them; at least the allocation interval is kept, zero is none
     */
    void recover(Claim claim, String agentId, Resources resources, Optional<Duration> refusal) {
        Claimant claimant = claimants.get(claim);
        if (claimant == null || !agents.containsKey(agentId) || resources.isEmpty()) {
            return;
        }
        claimant.take(agentId, resources);
        refusal.filter(Duration::isPositive).ifPresent(asked -> {
            Duration kept = asked.compareTo(interval) > 0 ? asked : interval;
            claimant.refuse(agentId, resources, nanos.getAsLong() + kept.toNanos());
        });
    }

    /** What is neither offered nor used on an agent. */
    Resources free(String agentId) {
        Resources free = agents.get(agentId).total;
        for (Claimant claimant : claimants.values()) {
            free = free.minus(claimant.allocations().getOrDefault(agentId, Resources.NONE));
        }
        return free;
    }

    /** One run over all agents: what to offer to whom, recorded as allocated. */
    Map<Claim, Map<String, Resources>> allocate() {
        runs++;
        Resources cluster = agents.values().stream().map(Slot::total).reduce(Resources.NONE, Resources::plus);
        Map<Claim, Map<String, Resources>> offers = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(agents.keySet());
        Collections.shuffle(order, shuffle);
        for (String agentId : order) {
            if (!agents.get(agentId).active) {
                continue;
            }
            Resources free = free(agentId);
            if (!isAllocatable(free)) {
                continue;
            }
            fairest(agentId, free, cluster).ifPresent(claimant -> {
                claimant.give(agentId, free);
                offers.computeIfAbsent(claimant.claim(), claim -> new LinkedHashMap<>()).put(agentId, free);
            });
        }
        return offers;
    }

    /** How many runs there were. */
    long runs() {
        return runs;
    }

    /** The flag {@code min_allocatable_resources} has its default, {@code cpus:0.01|mem:32}. */
    private static boolean isAllocatable(Resources free) {
        return free.scalar("cpus") >= 0.01 || free.scalar("mem") >= 32;
    }

    private Optional<Claimant> fairest(String agentId, Resources free, Resources cluster) {
        Map<String, List<Claimant>> byRole = new TreeMap<>();
        claimants.values().forEach(c -> byRole.computeIfAbsent(c.claim().role(), role -> new ArrayList<>()).add(c));
        long now = nanos.getAsLong();
        return byRole.values().stream()
                .sorted(Comparator.comparingDouble((List<Claimant> role) -> share(role, cluster))
                        .thenComparingInt(Allocator::allocations))
                .flatMap(role -> role.stream()
                        .sorted(Comparator.comparingDouble((Claimant c) -> share(List.of(c), cluster))
                                .thenComparingInt(c -> c.allocations().size())
                                .thenComparing(c -> c.claim().frameworkId())))
                .filter(claimant -> claimant.wants(agentId, free, now))
                .findFirst();
    }

    private static int allocations(List<Claimant> role) {
        return role.stream().mapToInt(claimant -> claimant.allocations().size()).sum();
    }

    /** The dominant share: the largest fraction of any scalar of the cluster. */
    private static double share(List<Claimant> group, Resources cluster) {
        Map<String, Long> held = new HashMap<>();
        group.forEach(claimant -> claimant.held().forEach((name, milli) -> held.merge(name, milli, Long::sum)));
        double share = 0;
        for (Map.Entry<String, Long> scalar : held.entrySet()) {
            share = Math.max(share, scalar.getValue() / 1000.0 / Math.max(cluster.scalar(scalar.getKey()), 0.001));
        }
        return share;
    }

    private List<Claimant> of(String frameworkId) {
        return claimants.values().stream().filter(c -> c.claim().frameworkId().equals(frameworkId)).toList();
    }
}
