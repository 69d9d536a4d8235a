package dev.mesoschaos.testbed.master.allocation;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps one allocation run within the quotas: nobody above a limit, and nothing given away that the free resources of the
 * cluster must keep for guarantees (mesos-facts section 7, "Quota").
 */
final class Ledger {

    private final Map<String, Quota> quotas;
    private final Map<String, Quantities> consumed;
    private final TreeMap<String, Long> slack = new TreeMap<>();

    /**
     * Opens the ledger of a run.
     *
     * @param consumed by top-level role: what is reserved for it, and what it holds besides; offers count here
     * @param free unreserved scalars that nobody holds
     */
    Ledger(Map<String, Quota> quotas, Map<String, Quantities> consumed, Quantities free) {
        this.quotas = quotas;
        this.consumed = consumed;
        Quantities required = quotas.keySet().stream().map(this::unsatisfied).reduce(Quantities.NONE, Quantities::plus);
        required.milli().forEach((name, amount) -> slack.put(name, free.get(name) - amount));
    }

    boolean hasGuarantees(String role) {
        return !quota(role).guarantees().isEmpty();
    }

    boolean isSatisfied(String role) {
        return unsatisfied(Quota.topLevel(role)).isEmpty();
    }

    /** As much of the scalars as the role may have now. */
    SortedMap<String, Long> cut(String role, SortedMap<String, Long> scalars) {
        String top = Quota.topLevel(role);
        Quantities missing = unsatisfied(top);
        TreeMap<String, Long> cut = new TreeMap<>();
        scalars.forEach((name, amount) -> {
            long guaranteed = Math.min(amount, missing.get(name));
            long beyond = Math.min(amount - guaranteed, Math.max(0, slack.getOrDefault(name, Long.MAX_VALUE)));
            cut.put(name, Math.min(guaranteed + beyond, quota(role).room(name, consumed(top))));
        });
        return cut;
    }

    /** Enters what was given of unreserved resources. */
    void give(String role, SortedMap<String, Long> scalars) {
        String top = Quota.topLevel(role);
        Quantities missing = unsatisfied(top);
        scalars.forEach((name, amount) ->
                slack.computeIfPresent(name, (n, rest) -> rest - Math.max(0, amount - missing.get(name))));
        consumed.merge(top, new Quantities(scalars), Quantities::plus);
    }

    private Quantities unsatisfied(String top) {
        return quotas.getOrDefault(top, Quota.NONE).guarantees().minus(consumed(top));
    }

    private Quantities consumed(String top) {
        return consumed.getOrDefault(top, Quantities.NONE);
    }

    private Quota quota(String role) {
        return quotas.getOrDefault(Quota.topLevel(role), Quota.NONE);
    }
}
