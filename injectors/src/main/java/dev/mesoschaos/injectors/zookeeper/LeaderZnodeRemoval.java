package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.injectors.PlainPlanner;
import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code leader-znode-removal}: somebody tidies up in ZooKeeper and deletes the node of the leading master. It ends at
 * once, whoever supervises it starts it again, and another one leads; no other failure of a leader is as quick
 * (mesos-facts section 12, 53).
 *
 * <p>There is nothing to take back: the node was its session's, and the restarted master makes another one.
 */
public final class LeaderZnodeRemoval implements FaultType<LeaderZnodeRemoval.Plan> {

    /**
     * The plan.
     *
     * @param host name of the host whose master must lead
     */
    public record Plan(String host) {}

    @Override
    public String id() {
        return "leader-znode-removal";
    }

    @Override
    public String harm() {
        return "the leading master's znode in the election is deleted";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public Planner<Plan> read(Fields parameters) {
        return new PlainPlanner<>(this, Visibility.NOTHING_LOST, Visibility.LEADER_RESIGNS, Set.of(),
                LeaderZnodeRemoval::plan, plan ->
                List.of("delete the znode by which the master of " + plan.host() + " leads"));
    }

    private static Plan plan(Targets targets, Situation situation) {
        if (targets.hosts().size() != 1 || targets.hosts().getFirst().role() != Role.MASTER) {
            throw new IllegalArgumentException("there is one leading master, and the targets are "
                    + String.join(", ", targets.names()) + ": use target: leading-master");
        }
        return new Plan(targets.names().getFirst());
    }

    @Override
    public List<Resource> resources(Plan plan) {
        return List.of(new Resource(Resource.CLUSTER, Resource.Kind.LEADERSHIP));
    }

    @Override
    public void inject(Plan plan, FaultContext context) {
        Host host = Reachability.host(context.cluster(), plan.host());
        try (Election election = Election.of(context.cluster())) {
            Candidate leader = election.leader()
                    .orElseThrow(() -> new ClusterException("no master leads, so there is no znode to remove"));
            if (!leader.listensAt(host.service())) {
                throw new ClusterException("the master of " + plan.host() + " does not lead: " + leader.ip() + ":"
                        + leader.port() + " does, by " + leader.path());
            }
            context.keep(new Removed(leader, MasterSays.leads(context.cluster(), host, leader)));
            election.remove(leader);
        }
    }

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        Removed kept = context.kept().map(Removed.class::cast).orElseThrow();
        Candidate removed = kept.leader();
        Host host = Reachability.host(context.cluster(), plan.host());
        try (Election election = Election.of(context.cluster())) {
            Optional<Candidate> leader = election.leader();
            if (leader.filter(removed::equals).isPresent()) {
                return Evidence.missing(removed.path() + " is still there");
            }
            if (!kept.saidSo()) {
                return Evidence.holds(removed.path() + " is gone; " + plan.host() + " cannot be asked whether it leads");
            }
            boolean again = leader.filter(candidate -> candidate.listensAt(host.service())).isPresent();
            if (!again && MasterSays.leads(context.cluster(), host, removed)) {
                return Evidence.missing(removed.path() + " is gone, but " + plan.host() + " still says that it leads");
            }
            return Evidence.holds(removed.path() + " is gone, " + plan.host()
                    + (again ? " was elected anew" : " does not say any more that it leads"));
        }
    }

    @Override
    public void undo(Plan plan, FaultContext context) {
        context.take();
    }

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        Host host = Reachability.host(context.cluster(), plan.host());
        try (Election election = Election.of(context.cluster())) {
            List<Candidate> own = election.of(host);
            return own.isEmpty()
                    ? Evidence.missing("the master of " + plan.host() + " is no candidate yet: see that it is supervised")
                    : Evidence.holds(plan.host() + " is a candidate again, by " + own.getFirst().path());
        } catch (ClusterException e) {
            return Evidence.missing("the ensemble does not say: " + e.getMessage());
        }
    }

    /** The deposed master ends, and is started again. */
    @Override
    public Duration undoneWithin(Plan plan) {
        return Duration.ofMinutes(1);
    }

    /**
     * What was removed.
     *
     * @param saidSo whether the master itself said before that it leads, and so can be asked
     */
    private record Removed(Candidate leader, boolean saidSo) implements AutoCloseable {
        @Override
        public void close() {}
    }
}
