package dev.mesoschaos.injectors.mesos;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/**
 * What becomes of the quota of a role.
 *
 * @param role a top-level one
 * @param wanted what it is to be
 * @param before what it was; empty until the cluster was surveyed
 */
public record QuotaPlan(String role, Quota wanted, Optional<Quota> before) {

    /**
     * A quota: amounts by name of the resource, {@code mem} and {@code disk} in MB, as exact as Mesos counts them. A role
     * without any has neither guarantees nor limits.
     */
    public record Quota(Map<String, Double> guarantees, Map<String, Double> limits) {

        static final Quota NONE = new Quota(Map.of(), Map.of());

        public Quota {
            guarantees = rounded(guarantees);
            limits = rounded(limits);
        }

        private static Map<String, Double> rounded(Map<String, Double> amounts) {
            return amounts.entrySet().stream().collect(Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, amount -> Math.round(amount.getValue() * 1000) / 1000.0));
        }

        static Quota of(QuotaConfig config) {
            return new Quota(amounts(config.getGuaranteesMap()), amounts(config.getLimitsMap()));
        }

        QuotaConfig config(String role) {
            return QuotaConfig.newBuilder()
                    .setRole(role)
                    .putAllGuarantees(scalars(guarantees))
                    .putAllLimits(scalars(limits))
                    .build();
        }

        private static Map<String, Double> amounts(Map<String, Value.Scalar> scalars) {
            return scalars.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getValue()));
        }

        private static Map<String, Value.Scalar> scalars(Map<String, Double> amounts) {
            return amounts.entrySet().stream().collect(Collectors.toMap(
                    Map.Entry::getKey, e -> Value.Scalar.newBuilder().setValue(e.getValue()).build()));
        }

        @Override
        public String toString() {
            return equals(NONE)
                    ? "no quota"
                    : "guarantees " + new TreeMap<>(guarantees) + ", limits " + new TreeMap<>(limits);
        }
    }
}
