package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.injectors.mesos.QuotaPlan.Quota;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.language.Roles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code quota-change}: a role gets another quota than it had, whatever the cluster can hold: too small a limit, or a
 * guarantee that leaves nothing for others (mesos-facts 7, "Quota").
 */
public final class QuotaChange implements FaultType<QuotaPlan> {

    private static final List<String> RESOURCES = List.of("cpus", "mem", "disk");
    private static final double MOST = 1e9;

    @Override
    public String id() {
        return "quota-change";
    }

    @Override
    public String harm() {
        return "a role gets another quota: less than it needs, or more than others can spare";
    }

    @Override
    public Class<QuotaPlan> planType() {
        return QuotaPlan.class;
    }

    @Override
    public Planner<QuotaPlan> read(Fields parameters) {
        String role = Roles.read(parameters, "role");
        if (role.contains("/")) {
            throw parameters.wrong("role", "'" + role + "' is below another role: only top-level roles have a quota");
        }
        Quota wanted = new Quota(amounts(parameters, "guarantees"), amounts(parameters, "limits"));
        if (!parameters.has("guarantees") && !parameters.has("limits")) {
            throw parameters.wrong("limits", "say limits, guarantees or both, such as {cpus: 0.5, mem: 64}");
        }
        wanted.guarantees().forEach((name, amount) -> {
            if (amount > wanted.limits().getOrDefault(name, MOST)) {
                throw parameters.wrong("guarantees", "the guarantee of " + name + " is above its limit, which Mesos refuses");
            }
        });
        return new PlainPlanner<>(this, Visibility.NOTHING_LOST, Set.of(),
                (targets, situation) -> new QuotaPlan(role, wanted, Optional.empty()),
                plan -> List.of("role " + role + ": " + wanted + " instead of "
                        + plan.before().map(Quota::toString).orElse("what it has")));
    }

    private static Map<String, Double> amounts(Fields parameters, String key) {
        Map<String, Double> amounts = new TreeMap<>();
        parameters.fields(key).ifPresent(fields -> {
            for (String name : RESOURCES) {
                double amount = fields.number(name, 0, MOST, -1);
                if (amount >= 0) {
                    amounts.put(name, amount);
                }
            }
        });
        return amounts;
    }

    @Override
    public List<Resource> resources(QuotaPlan plan) {
        return List.of(new Resource(plan.role(), Resource.Kind.ROLE));
    }

    @Override
    public QuotaPlan survey(QuotaPlan plan, FaultContext context) {
        Quota before = Operator.ask(context, "looking at the quota of " + plan.role(), client -> quota(client, plan.role()));
        if (before.equals(plan.wanted())) {
            throw new IllegalArgumentException("the quota of " + plan.role() + " is as wanted already, " + before
                    + ": nothing would change");
        }
        return new QuotaPlan(plan.role(), plan.wanted(), Optional.of(before));
    }

    @Override
    public void inject(QuotaPlan plan, FaultContext context) {
        Operator.ask(context, "changing the quota of " + plan.role(), client -> {
            set(client, plan.role(), plan.wanted());
            return plan;
        });
    }

    @Override
    public Evidence verifyEffect(QuotaPlan plan, FaultContext context) {
        return verify(plan, plan.wanted(), context);
    }

    @Override
    public Evidence verifyHeld(QuotaPlan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    @Override
    public void undo(QuotaPlan plan, FaultContext context) {
        Quota before = plan.before().orElseThrow();
        Operator.insist(context, "restoring the quota of " + plan.role(), Operator.PATIENCE, client -> {
            Quota now = quota(client, plan.role());
            if (now.equals(plan.wanted())) {
                set(client, plan.role(), before);
            } else if (!now.equals(before)) {
                throw new ClusterException("the quota of " + plan.role() + " is now " + now
                        + ", which is not by this run: it is left so; it was " + before);
            }
            return Optional.empty();
        });
    }

    @Override
    public Evidence verifyUndone(QuotaPlan plan, FaultContext context) {
        return verify(plan, plan.before().orElseThrow(), context);
    }

    private static Evidence verify(QuotaPlan plan, Quota expected, FaultContext context) {
        return Operator.look(context, "looking at the quota of " + plan.role(), client -> {
            Quota now = quota(client, plan.role());
            String text = "role " + plan.role() + " has " + now;
            return now.equals(expected) ? Evidence.holds(text) : Evidence.missing(text + " instead of " + expected);
        });
    }

    /** A role whose quota was taken away stays listed, with nothing (mesos-facts 14). */
    private static Quota quota(OperatorClient client, String role) {
        return client.resources().quota().getConfigsList().stream()
                .filter(config -> config.getRole().equals(role))
                .findFirst()
                .map(Quota::of)
                .orElse(Quota.NONE);
    }

    /** By force, for a quota that does not fit is what this is about, and one that was there before may not fit now. */
    private static void set(OperatorClient client, String role, Quota quota) {
        client.resources().updateQuota(List.of(quota.config(role)), true);
    }
}
