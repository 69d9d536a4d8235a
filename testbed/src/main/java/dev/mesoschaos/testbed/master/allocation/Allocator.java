package dev.mesoschaos.testbed.master.allocation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.AgentInfo;

/** Keeps the books of who holds what, and decides who is offered which agent's free resources (mesos-facts section 7). */
public final class Allocator {

    private final Settings settings;
    private final LongSupplier nanos;
    private final Round round;
    private final Map<String, AgentSlot> agents = new LinkedHashMap<>();
    private final Claims claims = new Claims();
    private final Map<String, Quota> quotas = new HashMap<>();
    private Optional<Set<String>> whitelist = Optional.empty();
    private Quantities cluster = Quantities.NONE;
    private long runs;

    /**
     * Makes an allocator without agents.
     *
     * @param nanos a monotonic clock
     * @param random for the order of agents
     */
    public Allocator(Settings settings, LongSupplier nanos, RandomGenerator random) {
        this.settings = settings;
        this.nanos = nanos;
        this.round = new Round(this, claims, settings, random);
    }

    /** Adds an active agent. */
    public void addAgent(AgentInfo info, Resources total) {
        removeAgent(info.getId().getValue());
        agents.put(info.getId().getValue(), new AgentSlot(info, total));
        cluster = cluster.plus(Quantities.of(total));
    }

    /** Whether its resources may be offered. */
    public void activateAgent(String agentId, boolean active) {
        agent(agentId).ifPresent(slot -> slot.activate(active));
    }

    /** Only agents on these hosts are offered from now on. */
    public void whitelist(Set<String> hostnames) {
        whitelist = Optional.of(Set.copyOf(hostnames));
    }

    /** Forgets the agent, all that was allocated on it, and what was refused of it. */
    public void removeAgent(String agentId) {
        claims.forgetAgent(agentId);
        AgentSlot removed = agents.remove(agentId);
        if (removed != null) {
            cluster = cluster.minus(Quantities.of(removed.total()));
        }
    }

    /** Replaces the revocable resources of an agent; what is offered or used of them stays so. */
    public void revocable(String agentId, Resources revocable) {
        agent(agentId)
                .ifPresent(slot -> change(slot, slot.total().only(kind -> !kind.revocable()).plus(revocable)));
    }

    /** Sets a framework's roles, active or not; roles that stay keep their allocations and refusals. */
    public void addFramework(
            String frameworkId, Collection<String> roleNames, Collection<String> suppressed, FrameworkProfile profile) {
        claims.subscribe(frameworkId, roleNames, suppressed, profile);
    }

    /** Whether a framework takes offers; one that goes away loses its refusals. */
    public void activateFramework(String frameworkId, boolean active) {
        claims.of(frameworkId).forEach(claimant -> {
            claimant.activate(active);
            if (!active) {
                claimant.forgetRefusals();
            }
        });
    }

    /** Forgets a framework, which holds nothing any more. */
    public void removeFramework(String frameworkId) {
        for (Map<String, Resources> byAgent : claims.forgetFramework(frameworkId)) {
            byAgent.forEach((agentId, held) -> agent(agentId).ifPresent(slot -> slot.take(held)));
        }
    }

    /** Forgets what the framework refused and ends suppression; no roles are all roles. */
    public void revive(String frameworkId, Collection<String> roleNames) {
        claims.of(frameworkId, roleNames).forEach(claimant -> {
            claimant.forgetRefusals();
            claimant.suppress(false);
        });
    }

    /** No more offers for these roles; no roles are all roles. */
    public void suppress(String frameworkId, Collection<String> roleNames) {
        claims.of(frameworkId, roleNames).forEach(claimant -> claimant.suppress(true));
    }

    /** Sets the weights of all roles; others have 1. */
    public void weigh(Map<String, Double> weights) {
        claims.roles().weigh(weights);
    }

    /** Sets the quotas by top-level role. */
    public void limit(Map<String, Quota> byRole) {
        quotas.clear();
        quotas.putAll(byRole);
    }

    /** Records use: an offer, or tasks that a returning agent brings. */
    public void use(Claim claim, String agentId, Resources resources) {
        agent(agentId).ifPresent(slot -> {
            slot.give(resources);
            claims.give(claim, agentId, resources);
        });
    }

    /**
     * Takes resources back.
     *
     * @param refusal how long the claim wants no offer of them; at least the allocation interval is kept, zero is none
     */
    public void recover(Claim claim, String agentId, Resources resources, Optional<Duration> refusal) {
        Optional<Claimant> claimant = claims.find(claim);
        AgentSlot slot = agents.get(agentId);
        if (claimant.isEmpty() || slot == null || resources.isEmpty()) {
            return;
        }
        claims.take(claim, agentId, resources);
        slot.take(resources);
        refusal.filter(Duration::isPositive).ifPresent(asked -> {
            Duration kept = asked.compareTo(settings.interval()) > 0 ? asked : settings.interval();
            claimant.get().refuse(agentId, resources, nanos.getAsLong() + kept.toNanos());
        });
    }

    /** Turns free resources of an agent into others: an operator reserved them, or made a volume. */
    public void convertFree(String agentId, Resources from, Resources to) {
        agent(agentId).ifPresent(slot -> change(slot, slot.total().minus(from).plus(to)));
    }

    /** Turns resources that a claim holds into others. */
    public void convert(Claim claim, String agentId, Resources from, Resources to) {
        recover(claim, agentId, from, Optional.empty());
        convertFree(agentId, from, to);
        use(claim, agentId, to);
    }

    /** All resources of an agent, whoever holds them. */
    public Resources total(String agentId) {
        return agent(agentId).map(AgentSlot::total).orElse(Resources.NONE);
    }

    /** What is neither offered nor used on an agent. */
    public Resources free(String agentId) {
        return agent(agentId).map(AgentSlot::free).orElse(Resources.NONE);
    }

    /** The frameworks that are offered something of an agent or use it. */
    public Set<String> holders(String agentId) {
        return claims.holders(agentId);
    }

    /** One run over all agents: what to offer to whom, recorded as allocated. */
    public Map<Claim, Map<String, Resources>> allocate() {
        return allocate(agents.keySet());
    }

    /** One run over some agents. */
    public Map<Claim, Map<String, Resources>> allocate(Collection<String> agentIds) {
        runs++;
        return round.run(agentIds.stream().filter(agents::containsKey).toList(), nanos.getAsLong());
    }

    /** How many runs there were. */
    public long runs() {
        return runs;
    }

    /** All scalars of all agents. */
    public Quantities cluster() {
        return cluster;
    }

    /** How many filters are in force for a role. */
    public int filters(String role) {
        return claims.all().stream()
                .filter(claimant -> claimant.claim().role().equals(role))
                .mapToInt(claimant -> claimant.activeRefusals(nanos.getAsLong()))
                .sum();
    }

    Map<String, AgentSlot> agents() {
        return agents;
    }

    boolean isOffered(AgentSlot slot) {
        return slot.isActive()
                && whitelist.filter(hosts -> !hosts.contains(slot.info().getHostname())).isEmpty();
    }

    Map<String, Quota> quotas() {
        return quotas;
    }

    private Optional<AgentSlot> agent(String agentId) {
        return Optional.ofNullable(agents.get(agentId));
    }

    private void change(AgentSlot slot, Resources total) {
        cluster = cluster.minus(Quantities.of(slot.total())).plus(Quantities.of(total));
        slot.total(total);
    }
}
