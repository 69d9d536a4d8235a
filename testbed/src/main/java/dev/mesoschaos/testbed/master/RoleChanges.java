package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.master.allocation.Allocator;
import dev.mesoschaos.testbed.master.allocation.Kind;
import dev.mesoschaos.testbed.master.allocation.Quantities;
import dev.mesoschaos.testbed.master.allocation.Quota;
import dev.mesoschaos.testbed.master.allocation.Resources;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/** Quotas and weights of roles (mesos-facts section 7, "Quota", and 1.3). */
final class RoleChanges {

    private final Cluster cluster;
    private final Allocator allocator;
    private final Offers offers;
    private final Registrar registrar;

    RoleChanges(Parts parts, Registrar registrar) {
        this.cluster = parts.cluster();
        this.allocator = parts.allocator();
        this.offers = parts.offers();
        this.registrar = registrar;
        tellAllocator();
    }

    /**
     * Sets quotas of roles.
     *
     * @param force whether to skip the checks against what is used and what there is
     * @throws Refusal when a configuration is not valid
     */
    void updateQuotas(List<QuotaConfig> configs, boolean force, Consumer<Response> answer) {
        Map<String, QuotaConfig> byRole = new LinkedHashMap<>();
        for (QuotaConfig config : configs) {
            refuse(problem(config, force));
            byRole.put(config.getRole(), config);
        }
        if (!force) {
            refuse(overcommitment(byRole));
        }
        registrar.apply(
                registry -> registry.limit(byRole),
                () -> {
                    tellAllocator();
                    answer.accept(Response.empty(200));
                    byRole.values().forEach(this::makeRoom);
                },
                why -> answer.accept(Response.text(500, why)));
    }

    /**
     * Sets weights of roles; the new shares hold at the next batch.
     *
     * @throws Refusal when a weight is not positive
     */
    void updateWeights(List<WeightInfo> infos, Consumer<Response> answer) {
        Map<String, Double> byRole = new LinkedHashMap<>();
        for (WeightInfo info : infos) {
            if (!(info.getWeight() > 0)) {
                throw new Refusal(400, "Invalid weight '" + info.getWeight() + "': Weights must be positive");
            }
            byRole.put(info.getRole(), info.getWeight());
        }
        registrar.apply(
                registry -> registry.weigh(byRole),
                () -> {
                    tellAllocator();
                    answer.accept(Response.empty(200));
                    if (cluster.frameworks().values().stream()
                            .anyMatch(framework -> framework.roles().stream().anyMatch(byRole::containsKey))) {
                        cluster.agents().values().forEach(offers::rescindOf);
                    }
                },
                why -> answer.accept(Response.text(500, why)));
    }

    private void tellAllocator() {
        Map<String, Quota> quotas = new HashMap<>();
        cluster.registry().quotas().forEach((role, config) -> {
            Quota quota = Quota.of(config);
            if (!quota.isDefault()) {
                quotas.put(role, quota);
            }
        });
        allocator.limit(quotas);
        allocator.weigh(cluster.registry().weights());
    }

    private Optional<String> problem(QuotaConfig config, boolean force) {
        String role = config.getRole();
        Quota quota = Quota.of(config);
        if (role.isEmpty() || role.contains("/")) {
            return Optional.of("Invalid QuotaConfig: setting quota on nested role '" + role + "' is not supported yet");
        }
        for (String name : quota.guarantees().milli().keySet()) {
            Long limit = quota.limitMilli().get(name);
            if (limit != null && limit < quota.guarantees().get(name)) {
                return Optional.of("Invalid QuotaConfig: guarantees '" + quota.guarantees()
                        + "' are not contained in the limits of role '" + role + "'");
            }
        }
        Quantities used = consumed(role);
        boolean above = quota.limitMilli().entrySet().stream().anyMatch(limit ->
                used.get(limit.getKey()) > limit.getValue());
        return above && !force
                ? Optional.of("Invalid QuotaConfig: Role '" + role + "' is already consuming '" + used
                        + "'; this is more than the requested limits (use 'force' flag to bypass this check)")
                : Optional.empty();
    }

    private Optional<String> overcommitment(Map<String, QuotaConfig> changed) {
        Map<String, QuotaConfig> all = new HashMap<>(cluster.registry().quotas());
        all.putAll(changed);
        Quantities total = all.values().stream()
                .map(config -> Quota.of(config).guarantees())
                .reduce(Quantities.NONE, Quantities::plus);
        boolean guarantees = changed.values().stream().anyMatch(config -> config.getGuaranteesCount() > 0);
        return guarantees && !allocator.cluster().contains(total)
                ? Optional.of("Invalid QuotaConfig: total quota guarantees '" + total + "' exceed cluster capacity '"
                        + allocator.cluster() + "' (use 'force' flag to bypass this check)")
                : Optional.empty();
    }

    /** What a top-level role has reserved or uses; offers do not count. */
    private Quantities consumed(String top) {
        Quantities used = Quantities.NONE;
        for (RegisteredAgent agent : cluster.agents().values()) {
            used = used.plus(Quantities.of(allocator.total(agent.key())
                    .only(kind -> kind.isReserved() && Quota.topLevel(kind.role()).equals(top))));
            Resources held = Holding.sum(
                    agent.holdings().filter(holding -> Quota.topLevel(holding.claim().role()).equals(top)));
            used = used.plus(Quantities.of(held.only(kind -> !kind.isReserved())));
        }
        return used;
    }

    /** Takes back offers of others until the guarantee can be met, and those of the role above its limit. */
    private void makeRoom(QuotaConfig config) {
        Quota quota = Quota.of(config);
        Quantities missing = quota.guarantees().minus(consumed(config.getRole()));
        for (RegisteredAgent agent : cluster.agents().values()) {
            missing = missing.minus(Quantities.of(allocator.free(agent.key()).only(kind -> kind.equals(Kind.PLAIN))));
        }
        for (OutstandingOffer offer : List.copyOf(cluster.offers().values())) {
            boolean own = Quota.topLevel(offer.claim().role()).equals(config.getRole());
            if (own ? !quota.limitMilli().isEmpty() : !missing.isEmpty()) {
                missing = own ? missing : missing.minus(Quantities.of(offer.resources()));
                offers.rescind(offer);
            }
        }
    }

    private static void refuse(Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new Refusal(400, text);
        });
    }
}
