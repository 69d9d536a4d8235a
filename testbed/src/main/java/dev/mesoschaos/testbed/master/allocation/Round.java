package dev.mesoschaos.testbed.master.allocation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/**
 * One allocation run: agents in random order; first the roles whose guarantees are not met, then all; of a role's
 * frameworks the first that wants it gets all that it may have of an agent.
 */
final class Round {

    private final Allocator books;
    private final Claims claims;
    private final Settings settings;
    private final Random shuffle;

    Round(Allocator books, Claims claims, Settings settings, RandomGenerator random) {
        this.books = books;
        this.claims = claims;
        this.settings = settings;
        this.shuffle = Random.from(random);
    }

    Map<Claim, Map<String, Resources>> run(List<String> agentIds, long nowNanos) {
        Map<Claim, Map<String, Resources>> offers = new LinkedHashMap<>();
        Map<String, List<String>> hungry = hungryByRole();
        if (hungry.isEmpty()) {
            return offers;
        }
        List<String> order = new ArrayList<>(agentIds);
        order.removeIf(agentId -> !books.isOffered(books.agents().get(agentId)));
        Collections.shuffle(order, shuffle);
        Ledger ledger = ledger();
        if (!books.quotas().isEmpty()) {
            order.forEach(agentId -> serve(agentId, hungry, ledger, true, nowNanos, offers));
        }
        order.forEach(agentId -> serve(agentId, hungry, ledger, false, nowNanos, offers));
        return offers;
    }

    private Map<String, List<String>> hungryByRole() {
        Map<String, List<String>> hungry = new TreeMap<>();
        for (Claimant claimant : claims.all()) {
            if (claimant.isHungry()) {
                hungry.computeIfAbsent(claimant.claim().role(), role -> new ArrayList<>())
                        .add(claimant.claim().frameworkId());
            }
        }
        return hungry;
    }

    private void serve(
            String agentId,
            Map<String, List<String>> hungry,
            Ledger ledger,
            boolean guaranteesOnly,
            long nowNanos,
            Map<Claim, Map<String, Resources>> offers) {
        AgentSlot slot = books.agents().get(agentId);
        if (slot.free().isEmpty()) {
            return;
        }
        for (String role : claims.roles().order(hungry.keySet(), books.cluster())) {
            if (guaranteesOnly && (!ledger.hasGuarantees(role) || ledger.isSatisfied(role))) {
                continue;
            }
            for (String framework : claims.frameworks(role).order(hungry.get(role), books.cluster())) {
                Claimant claimant = claims.find(new Claim(framework, role)).orElseThrow();
                Optional<Resources> share = share(claimant, slot, ledger, guaranteesOnly, nowNanos);
                share.ifPresent(resources -> {
                    ledger.give(role, plain(resources));
                    books.use(claimant.claim(), agentId, resources);
                    offers.computeIfAbsent(claimant.claim(), claim -> new LinkedHashMap<>())
                            .merge(agentId, resources, Resources::plus);
                });
            }
        }
    }

    private Optional<Resources> share(
            Claimant claimant, AgentSlot slot, Ledger ledger, boolean guaranteesOnly, long nowNanos) {
        String role = claimant.claim().role();
        if (!mayUse(claimant, slot)) {
            return Optional.empty();
        }
        Resources wanted = slot.free().only(kind -> kind.isFor(role) && claimant.profile().understands(kind)
                && !(guaranteesOnly && kind.revocable()));
        Resources share = wanted.map((kind, amounts) ->
                isPlain(kind) ? amounts.withScalars(ledger.cut(role, amounts.milli())) : amounts);
        boolean enough = claimant.profile()
                .minimums()
                .getOrDefault(role, settings.minimums())
                .stream()
                .anyMatch(Quantities.of(share)::contains);
        boolean unlimited = claimant.profile().minimums().getOrDefault(role, settings.minimums()).isEmpty();
        return share.isEmpty()
                        || !(enough || unlimited)
                        || claimant.refuses(slot.info().getId().getValue(), share, nowNanos)
                ? Optional.empty()
                : Optional.of(share);
    }

    private boolean mayUse(Claimant claimant, AgentSlot slot) {
        FrameworkProfile profile = claimant.profile();
        boolean gpus = slot.total().milli("gpus") > 0;
        return (!gpus || profile.has(Capability.Type.GPU_RESOURCES))
                && (isLocal(slot.info()) || profile.has(Capability.Type.REGION_AWARE))
                && Constraints.allow(profile.constraints(), claimant.claim().role(), slot.info());
    }

    private boolean isLocal(AgentInfo agent) {
        return settings.region().isEmpty()
                || !agent.getDomain().hasFaultDomain()
                || agent.getDomain().getFaultDomain().getRegion().getName().equals(settings.region().get());
    }

    private Ledger ledger() {
        if (books.quotas().isEmpty()) {
            return new Ledger(Map.of(), new HashMap<>(), Quantities.NONE);
        }
        Map<String, Quantities> consumed = new HashMap<>();
        Quantities free = Quantities.NONE;
        for (AgentSlot slot : books.agents().values()) {
            slot.total().byKind().forEach((kind, amounts) -> {
                if (kind.isReserved()) {
                    consumed.merge(
                            Quota.topLevel(kind.role()), new Quantities(amounts.milli()), Quantities::plus);
                }
            });
            if (slot.isActive()) {
                free = free.plus(new Quantities(plain(slot.free())));
            }
        }
        for (Claimant claimant : claims.all()) {
            for (Resources held : claimant.allocations().values()) {
                Quantities unreserved = Quantities.of(held.only(kind -> !kind.isReserved() && !kind.revocable()));
                consumed.merge(Quota.topLevel(claimant.claim().role()), unreserved, Quantities::plus);
            }
        }
        return new Ledger(books.quotas(), consumed, free);
    }

    private static boolean isPlain(Kind kind) {
        return kind.equals(Kind.PLAIN);
    }

    private static SortedMap<String, Long> plain(Resources resources) {
        return resources.only(Round::isPlain).milli();
    }
}
