package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Response;
import dev.mesoschaos.testbed.master.allocation.Kind;
import dev.mesoschaos.testbed.master.allocation.Quantities;
import dev.mesoschaos.testbed.master.allocation.Quota;
import dev.mesoschaos.testbed.master.allocation.Resources;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.apache.mesos.v1.quota.Protos.QuotaRequest;

/** Quotas of roles (mesos-facts section 7, "Quota", and 1.3), in the form of today and in the deprecated one. */
final class QuotaChanges {

    private final Parts parts;
    private final Cluster cluster;
    private final Registrar registrar;
    private final QuotaValidation validation;

    QuotaChanges(Parts parts, Registrar registrar, RoleWhitelist whitelist) {
        this.parts = parts;
        this.cluster = parts.cluster();
        this.registrar = registrar;
        this.validation = new QuotaValidation(whitelist);
        tellAllocator();
    }

    /**
     * Sets quotas of roles.
     *
     * @param force whether to skip the checks against what is used and what there is
     * @throws Refusal when a configuration is not valid
     */
    void update(List<QuotaConfig> configs, boolean force, Consumer<Response> answer) {
        Map<String, QuotaConfig> byRole = new LinkedHashMap<>();
        for (QuotaConfig config : configs) {
            refuse(400, validation.problem(config));
            byRole.put(config.getRole(), config);
        }
        if (!force) {
            configs.forEach(config -> refuse(400, alreadyAbove(config)));
            boolean guarantees = configs.stream().anyMatch(config -> config.getGuaranteesCount() > 0);
            refuse(400, guarantees
                    ? overcommitment(byRole).map(text -> "Invalid QuotaConfig: total" + text
                            + " (use 'force' flag to bypass this check)")
                    : Optional.empty());
        }
        apply(registry -> registry.limit(byRole), answer, () -> byRole.values().forEach(this::makeRoom));
    }

    /**
     * Sets the quota of a role that has none; its guarantees are its limits too.
     *
     * @throws Refusal when the request is not valid, or the cluster not large enough
     */
    void set(QuotaRequest request, Consumer<Response> answer) {
        refuse(400, validation.problem(request));
        String role = request.getRole();
        if (cluster.registry().quotas().containsKey(role)) {
            throw new Refusal(400, "Failed to validate set quota request: Cannot set quota for role '" + role
                    + "' which already has quota");
        }
        QuotaConfig.Builder config = QuotaConfig.newBuilder().setRole(role);
        request.getGuaranteeList().forEach(resource -> config
                .putGuarantees(resource.getName(), resource.getScalar())
                .putLimits(resource.getName(), resource.getScalar()));
        Map<String, QuotaConfig> byRole = Map.of(role, config.build());
        if (!request.getForce()) {
            refuse(409, overcommitment(byRole).map(text -> "Quota guarantees overcommit the cluster (use 'force' to"
                    + " bypass this check): Total" + text));
        }
        apply(registry -> registry.limit(byRole), answer, () -> makeRoom(config.build()));
    }

    /**
     * Ends the quota of a role.
     *
     * @throws Refusal when it has none
     */
    void remove(String role, Consumer<Response> answer) {
        if (!cluster.registry().quotas().containsKey(role)) {
            throw new Refusal(400, "Failed to remove quota: Role '" + role + "' has no quota set");
        }
        apply(registry -> registry.unlimit(role), answer, () -> {});
    }

    private void apply(UnaryOperator<RegistryState> edit, Consumer<Response> answer, Runnable then) {
        registrar.apply(
                edit,
                () -> {
                    tellAllocator();
                    answer.accept(Response.empty(200));
                    then.run();
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
        parts.allocator().limit(quotas);
    }

    private Optional<String> alreadyAbove(QuotaConfig config) {
        Quantities used = consumed(config.getRole());
        boolean above = Quota.of(config).limitMilli().entrySet().stream()
                .anyMatch(limit -> used.get(limit.getKey()) > limit.getValue());
        return above
                ? Optional.of("Invalid QuotaConfig: Role '" + config.getRole() + "' is already consuming '" + used
                        + "'; this is more than the requested limits (use 'force' flag to bypass this check)")
                : Optional.empty();
    }

    /** Why the guarantees of all roles together cannot be kept; what can be taken away guarantees nothing. */
    private Optional<String> overcommitment(Map<String, QuotaConfig> changed) {
        Map<String, QuotaConfig> all = new HashMap<>(cluster.registry().quotas());
        all.putAll(changed);
        Quantities total = all.values().stream()
                .map(config -> Quota.of(config).guarantees())
                .reduce(Quantities.NONE, Quantities::plus);
        Quantities capacity = Quantities.of(Resources.sum(cluster.agents().values().stream()
                .map(agent -> agent.total().only(kind -> !kind.revocable()))
                .toList()));
        return capacity.contains(total)
                ? Optional.empty()
                : Optional.of(" quota guarantees '" + total + "' exceed cluster capacity '" + capacity + "'");
    }

    /** What a top-level role has reserved or uses; offers do not count. */
    private Quantities consumed(String top) {
        Quantities used = Quantities.NONE;
        for (RegisteredAgent agent : cluster.agents().values()) {
            used = used.plus(Quantities.of(agent.total()
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
        for (String agent : cluster.agents().keySet()) {
            missing = missing.minus(Quantities.of(parts.allocator().free(agent).only(Kind.PLAIN::equals)));
        }
        for (OutstandingOffer offer : List.copyOf(cluster.offers().values())) {
            boolean own = Quota.topLevel(offer.claim().role()).equals(config.getRole());
            if (own ? !quota.limitMilli().isEmpty() : !missing.isEmpty()) {
                missing = own ? missing : missing.minus(Quantities.of(offer.resources()));
                parts.offers().rescind(offer);
            }
        }
    }

    private static void refuse(int status, Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new Refusal(status, text);
        });
    }
}
