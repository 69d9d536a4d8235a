package dev.mesoschaos.injectors.process;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.DaemonControl.Signal;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Resource;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.model.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code restart-rolling}: daemons are restarted one after another, each when those before it serve again, as an upgrade
 * does it. It takes effect when all were restarted; the time that counts begins with the first.
 */
public final class RestartRolling implements FaultType<RollingPlan> {

    @Override
    public String id() {
        return "restart-rolling";
    }

    @Override
    public String harm() {
        return "daemons are restarted one after another, each when the one before it serves again";
    }

    @Override
    public Class<RollingPlan> planType() {
        return RollingPlan.class;
    }

    @Override
    public Planner<RollingPlan> read(Fields parameters) {
        Optional<Quantity> survivors = parameters.has("survivors")
                ? Optional.of(parameters.quantity("survivors", new Quantity.All()))
                : Optional.empty();
        return new OneByOne(
                this,
                ProcessFault.ending(parameters, Signal.TERM),
                parameters.duration("pace", Duration.ZERO, Duration.ofHours(1), Duration.ofSeconds(1)),
                survivors);
    }

    @Override
    public List<Resource> resources(RollingPlan plan) {
        return plan.processes().resources();
    }

    @Override
    public void inject(RollingPlan plan, FaultContext context) {
        Rolling rolling = new Rolling(plan, context);
        context.keep(rolling);
        rolling.start();
    }

    @Override
    public Evidence verifyEffect(RollingPlan plan, FaultContext context) {
        return context.kept().map(Rolling.class::cast).orElseThrow().progress();
    }

    @Override
    public Duration effectWithin(RollingPlan plan) {
        return plan.longest();
    }

    @Override
    public List<HostCommand> undoOnHosts(RollingPlan plan) {
        return plan.processes().releases();
    }

    @Override
    public void undo(RollingPlan plan, FaultContext context) {
        context.take().map(Rolling.class::cast).ifPresent(Rolling::close);
    }

    @Override
    public Evidence verifyUndone(RollingPlan plan, FaultContext context) {
        return new Processes(plan.processes(), context).serving();
    }

    @Override
    public Duration undoneWithin(RollingPlan plan) {
        return Duration.ofMinutes(1);
    }

    /** In which order, and how carefully. */
    private record OneByOne(
            FaultType<RollingPlan> type, Signal signal, Duration pace, Optional<Quantity> survivors)
            implements Planner<RollingPlan> {

        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of(Set.of(Capability.DAEMONS));
        }

        @Override
        public Visibility visibility() {
            return Visibility.NOTHING_LOST;
        }

        @Override
        public Visibility onLeader() {
            return Visibility.LEADER_SILENT;
        }

        @Override
        public RollingPlan plan(Targets targets, Situation situation) {
            Role role = targets.hosts().getFirst().role();
            List<String> peers = situation.topology().of(role).stream().map(Host::name).toList();
            int floor = survivors.map(quantity -> quantity.of(peers.size())).orElse(peers.size() - 1);
            return new RollingPlan(ProcessPlan.of(targets, situation, signal), pace, peers, floor);
        }

        @Override
        public List<String> describe(RollingPlan plan) {
            return plan.processes().describe(", which is started again, while " + plan.survivors() + " others of "
                    + plan.peers().size() + " serve");
        }
    }
}
