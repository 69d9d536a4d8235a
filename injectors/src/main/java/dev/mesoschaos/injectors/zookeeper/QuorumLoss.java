package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.injectors.process.ProcessKill;
import dev.mesoschaos.injectors.process.ProcessPause;
import dev.mesoschaos.injectors.process.ProcessPlan;
import dev.mesoschaos.scenarios.cluster.Capability;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code quorum-loss}: a majority of the ZooKeeper servers dies or stands still, and the others must refuse to serve. The
 * servers go down as with {@code process-kill} or {@code process-pause}; that the ensemble is lost is what this fault
 * makes sure of, and that it is whole again.
 */
public final class QuorumLoss implements FaultType<QuorumLoss.Plan> {

    /** How servers go down. */
    public enum By {
        KILL,
        PAUSE
    }

    /**
     * The plan.
     *
     * @param down how servers go down
     * @param all names of all servers
     * @param rest names of those that stay up
     */
    public record Plan(By by, ProcessPlan down, List<String> all, List<String> rest) {
        public Plan {
            all = List.copyOf(all);
            rest = List.copyOf(rest);
        }
    }

    @Override
    public String id() {
        return "quorum-loss";
    }

    @Override
    public String harm() {
        return "a majority of the ZooKeeper servers is down, the others do not serve";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public Planner<Plan> read(Fields parameters) {
        By by = By.valueOf(parameters.word("by", "kill", List.of("kill", "pause")).toUpperCase(Locale.ROOT));
        return new Loss(by, fault(by).read(parameters));
    }

    private static FaultType<ProcessPlan> fault(By by) {
        return switch (by) {
            case KILL -> new ProcessKill();
            case PAUSE -> new ProcessPause();
        };
    }

    @Override
    public List<Resource> resources(Plan plan) {
        return fault(plan.by()).resources(plan.down());
    }

    @Override
    public void inject(Plan plan, FaultContext context) {
        fault(plan.by()).inject(plan.down(), context);
    }

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        Evidence down = fault(plan.by()).verifyEffect(plan.down(), context);
        if (!down.holds()) {
            return down;
        }
        EnsembleParts parts = EnsembleParts.ask(context.cluster(), plan.all());
        return parts.answerWithoutServing(plan.rest())
                ? Evidence.holds("no quorum: " + parts.words())
                : Evidence.missing("the others have not given up yet: " + parts.words());
    }

    @Override
    public Evidence verifyHeld(Plan plan, FaultContext context) {
        return verifyEffect(plan, context);
    }

    /** A server that stands still is waited for, for the ensemble's own {@code syncLimit}. */
    @Override
    public Duration effectWithin(Plan plan) {
        return Duration.ofSeconds(40);
    }

    @Override
    public List<HostCommand> undoOnHosts(Plan plan) {
        return fault(plan.by()).undoOnHosts(plan.down());
    }

    @Override
    public void undo(Plan plan, FaultContext context) {
        fault(plan.by()).undo(plan.down(), context);
    }

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        Evidence up = fault(plan.by()).verifyUndone(plan.down(), context);
        return up.holds() ? EnsembleParts.ask(context.cluster(), plan.all()).serving() : up;
    }

    @Override
    public Duration undoneWithin(Plan plan) {
        return Duration.ofMinutes(1);
    }

    /** How the targets go down. */
    private record Loss(By by, Planner<ProcessPlan> downs) implements Planner<Plan> {

        @Override
        public FaultType<Plan> type() {
            return new QuorumLoss();
        }

        @Override
        public List<Set<Capability>> mechanisms() {
            return downs.mechanisms();
        }

        @Override
        public Visibility visibility() {
            return Visibility.NOTHING_LOST;
        }

        @Override
        public Visibility onEnsemble() {
            return Visibility.QUORUM_LOST;
        }

        @Override
        public Plan plan(Targets targets, Situation situation) {
            List<String> all = situation.topology().of(Role.ZOOKEEPER).stream().map(Host::name).toList();
            int majority = all.size() / 2 + 1;
            if (!all.containsAll(targets.names()) || targets.hosts().size() < majority) {
                throw new IllegalArgumentException(String.join(", ", targets.names()) + ": a quorum of " + all.size()
                        + " ZooKeeper servers is lost with " + majority + " of them, so target {zookeeper: " + majority
                        + "}");
            }
            List<String> rest = all.stream().filter(host -> !targets.names().contains(host)).toList();
            return new Plan(by, downs.plan(targets, situation), all, rest);
        }

        @Override
        public List<String> describe(Plan plan) {
            List<String> lines = new ArrayList<>(downs.describe(plan.down()));
            lines.add("the rest without a quorum: " + String.join(", ", plan.rest()));
            return lines;
        }
    }
}
