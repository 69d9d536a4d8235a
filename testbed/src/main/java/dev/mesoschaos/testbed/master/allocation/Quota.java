package dev.mesoschaos.testbed.master.allocation;

import java.util.HashMap;
import java.util.Map;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/**
 * What a top-level role and all roles below it are sure to get, and what they can get at most.
 *
 * @param guarantees in thousandths
 * @param limitMilli in thousandths, by name; only the scalars named in it are limited, and zero is a limit
 */
public record Quota(Quantities guarantees, Map<String, Long> limitMilli) {

    /** No guarantee and no limit. */
    public static final Quota NONE = new Quota(Quantities.NONE, Map.of());

    /** Copies. */
    public Quota {
        limitMilli = Map.copyOf(limitMilli);
    }

    /** Of a message. */
    public static Quota of(QuotaConfig config) {
        Map<String, Long> limits = new HashMap<>();
        config.getLimitsMap().forEach((name, limit) -> limits.put(name, Math.round(limit.getValue() * 1000)));
        return new Quota(Quantities.of(config.getGuaranteesMap()), limits);
    }

    /** Whether it asks for nothing, as after a reset. */
    public boolean isDefault() {
        return guarantees.isEmpty() && limitMilli.isEmpty();
    }

    /** How much of a scalar may be added, in thousandths. */
    long room(String name, Quantities consumed) {
        Long limit = limitMilli.get(name);
        return limit == null ? Long.MAX_VALUE : Math.max(0, limit - consumed.get(name));
    }

    /** The role that bears the quota of {@code role}. */
    public static String topLevel(String role) {
        int slash = role.indexOf('/');
        return slash < 0 ? role : role.substring(0, slash);
    }
}
