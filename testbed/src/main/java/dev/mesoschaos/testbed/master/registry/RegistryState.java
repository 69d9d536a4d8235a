package dev.mesoschaos.testbed.master.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/**
 * What survives the loss of a leader (mesos-facts 4.4-10). An agent is admitted, unreachable or gone, in at most one of
 * the three ways.
 *
 * @param admitted agents by id
 * @param unreachable time of loss by agent id, nanoseconds since the epoch
 * @param gone time of the operator's decision by agent id, nanoseconds since the epoch
 * @param drains what operators drain or have drained, by agent id
 * @param deactivated ids of agents whose resources are not to be offered, drained ones among them
 * @param schedule of maintenance; the machines in it are draining unless they are down
 * @param down machines that operators have taken down
 * @param quotas by role
 * @param weights by role
 */
public record RegistryState(
        Map<String, AgentInfo> admitted,
        Map<String, Long> unreachable,
        Map<String, Long> gone,
        Map<String, DrainInfo> drains,
        Set<String> deactivated,
        Schedule schedule,
        Set<MachineID> down,
        Map<String, QuotaConfig> quotas,
        Map<String, Double> weights) {

    /** The registry of a cluster that was never used. */
    public static final RegistryState EMPTY = new RegistryState(
            Map.of(), Map.of(), Map.of(), Map.of(), Set.of(), Schedule.getDefaultInstance(), Set.of(), Map.of(),
            Map.of());

    /** Copies. */
    public RegistryState {
        admitted = copy(admitted);
        unreachable = copy(unreachable);
        gone = copy(gone);
        drains = copy(drains);
        deactivated = Collections.unmodifiableSet(new LinkedHashSet<>(deactivated));
        down = Collections.unmodifiableSet(new LinkedHashSet<>(down));
        quotas = copy(quotas);
        weights = copy(weights);
    }

    private static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** With an agent that registered, or came back. */
    public RegistryState admit(AgentInfo agent) {
        return change(next -> {
            next.unreachable.remove(agent.getId().getValue());
            next.admitted.put(agent.getId().getValue(), agent);
        });
    }

    /** With an agent that did not answer any more. */
    public RegistryState markUnreachable(String agentId, long sinceNanos) {
        return change(next -> {
            next.admitted.remove(agentId);
            next.unreachable.put(agentId, sinceNanos);
        });
    }

    /** With an agent that must never come back. */
    public RegistryState markGone(String agentId, long sinceNanos) {
        return remove(agentId).change(next -> {
            next.unreachable.remove(agentId);
            next.gone.put(agentId, sinceNanos);
        });
    }

    /** Without an agent that left. */
    public RegistryState remove(String agentId) {
        return change(next -> {
            next.admitted.remove(agentId);
            next.drains.remove(agentId);
            next.deactivated.remove(agentId);
        });
    }

    /** With an agent that is draining or drained, and therefore deactivated. */
    public RegistryState drain(String agentId, DrainInfo drain) {
        return change(next -> {
            next.drains.put(agentId, drain);
            next.deactivated.add(agentId);
        });
    }

    /** With an agent whose resources are not to be offered. */
    public RegistryState deactivate(String agentId) {
        return change(next -> next.deactivated.add(agentId));
    }

    /** With an agent that is as all others again. */
    public RegistryState reactivate(String agentId) {
        return change(next -> {
            next.drains.remove(agentId);
            next.deactivated.remove(agentId);
        });
    }

    /** With another maintenance schedule and other machines down. */
    public RegistryState maintain(Schedule newSchedule, Set<MachineID> nowDown) {
        return new RegistryState(
                admitted, unreachable, gone, drains, deactivated, newSchedule, nowDown, quotas, weights);
    }

    /** With quotas of some roles; the others keep theirs. */
    public RegistryState limit(Map<String, QuotaConfig> ofRoles) {
        return change(next -> next.quotas.putAll(ofRoles));
    }

    /** Without the quota of a role. */
    public RegistryState unlimit(String role) {
        return change(next -> next.quotas.remove(role));
    }

    /** With weights of some roles; the others keep theirs. */
    public RegistryState weigh(Map<String, Double> ofRoles) {
        return change(next -> next.weights.putAll(ofRoles));
    }

    /** Without the unreachable and gone agents that are older or more than allowed, the oldest first. */
    public RegistryState collect(long olderThanNanos, int most) {
        return change(next -> {
            collect(next.unreachable, olderThanNanos, most);
            collect(next.gone, olderThanNanos, most);
            next.drains.keySet().removeIf(id -> !isKnown(next, id));
            next.deactivated.removeIf(id -> !isKnown(next, id));
        });
    }

    private static boolean isKnown(Draft draft, String agentId) {
        return draft.admitted.containsKey(agentId) || draft.unreachable.containsKey(agentId);
    }

    /** Agents are listed in the order in which they were lost. */
    private static void collect(Map<String, Long> times, long olderThanNanos, int most) {
        var entries = times.entrySet().iterator();
        while (entries.hasNext()) {
            long since = entries.next().getValue();
            if (since < olderThanNanos || times.size() > most) {
                entries.remove();
            }
        }
    }

    private RegistryState change(Consumer<Draft> edit) {
        Draft draft = new Draft(
                new LinkedHashMap<>(admitted),
                new LinkedHashMap<>(unreachable),
                new LinkedHashMap<>(gone),
                new LinkedHashMap<>(drains),
                new LinkedHashSet<>(deactivated),
                new LinkedHashMap<>(quotas),
                new LinkedHashMap<>(weights));
        edit.accept(draft);
        return new RegistryState(
                draft.admitted, draft.unreachable, draft.gone, draft.drains, draft.deactivated, schedule, down,
                draft.quotas, draft.weights);
    }

    private record Draft(
            Map<String, AgentInfo> admitted,
            Map<String, Long> unreachable,
            Map<String, Long> gone,
            Map<String, DrainInfo> drains,
            Set<String> deactivated,
            Map<String, QuotaConfig> quotas,
            Map<String, Double> weights) {}
}
