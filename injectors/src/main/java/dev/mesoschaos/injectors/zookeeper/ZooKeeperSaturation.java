package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code zookeeper-saturation}: other users of the ensemble load it until the latency of writes, the requests outstanding
 * or the connections are at a set-point, and hold it there. The load comes from this process and ends with it; its nodes
 * go with its sessions.
 */
public final class ZooKeeperSaturation implements FaultType<SaturationPlan> {

    private static final int SESSIONS = 24;
    private static final int MOST_SESSIONS = 500;
    private static final int TENANTS = 4;
    private static final int MOST_TENANTS = 50;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

    @Override
    public String id() {
        return "zookeeper-saturation";
    }

    @Override
    public String harm() {
        return "the ZooKeeper ensemble is loaded until a set-point is reached, and held there";
    }

    @Override
    public Class<SaturationPlan> planType() {
        return SaturationPlan.class;
    }

    @Override
    public Planner<SaturationPlan> read(Fields parameters) {
        Goal goal = Goal.read(parameters);
        // The load is raised in steps that each wait for their own effect, which takes that latency.
        Duration within = Duration.ofSeconds(30).plus(goal.lag().multipliedBy(20));
        Saturation read = new Saturation(
                this,
                goal,
                Mix.read(parameters),
                parameters.integer("sessions", 1, MOST_SESSIONS, SESSIONS),
                parameters.integer("tenants", 1, MOST_TENANTS, TENANTS),
                parameters.duration("within", Duration.ofSeconds(1), Duration.ofMinutes(5), within));
        if (parameters.has("sessions") && goal.kind() == Goal.Kind.CONNECTIONS) {
            throw parameters.wrong("sessions", "connections says already how many sessions there are: leave one of them out");
        }
        if (goal.kind() != Goal.Kind.CONNECTIONS && parameters.has("tenants") && read.sessions() < read.tenants()) {
            throw parameters.wrong("tenants", "expected at most one for each of the " + read.sessions() + " sessions");
        }
        return read;
    }

    @Override
    public List<Resource> resources(SaturationPlan plan) {
        return List.of(new Resource(Resource.CLUSTER, Resource.Kind.ENSEMBLE_LOAD));
    }

    @Override
    public void inject(SaturationPlan plan, FaultContext context) {
        ZooKeeperLoad load = new ZooKeeperLoad(plan, context.clock(), context.recorder());
        context.keep(load);
        load.start();
    }

    @Override
    public Evidence verifyEffect(SaturationPlan plan, FaultContext context) {
        Optional<ZooKeeperLoad> load = context.kept().map(ZooKeeperLoad.class::cast);
        Optional<SetPoint> setPoint = load.map(ZooKeeperLoad::setPoint);
        Optional<Instant> since = setPoint.flatMap(SetPoint::heldSince);
        String measured = String.format(
                Locale.ROOT,
                "%s, measured: %s%s",
                plan.goal(),
                plan.goal().words(setPoint.map(SetPoint::latest).orElse(0.0)),
                load.filter(ZooKeeperLoad::atMost).isPresent() ? ", and this is all the load there is to give" : "");
        return new Evidence(since.isPresent(), measured, since);
    }

    /** A machine that pauses spoils a measurement; a load that is gone is below half of its set-point for seconds. */
    @Override
    public Evidence verifyHeld(SaturationPlan plan, FaultContext context) {
        double median = context.kept().map(ZooKeeperLoad.class::cast).orElseThrow().setPoint().median();
        String measured = plan.goal() + ", measured at the end: " + plan.goal().words(median);
        return median >= plan.goal().amount() / 2 ? Evidence.holds(measured) : Evidence.missing(measured);
    }

    @Override
    public Duration effectWithin(SaturationPlan plan) {
        return plan.within();
    }

    @Override
    public void undo(SaturationPlan plan, FaultContext context) {
        context.take().ifPresent(load -> ((ZooKeeperLoad) load).close());
        try (Ensemble ensemble = Ensemble.connect(plan.connectString())) {
            ensemble.roots().stream().filter(plan::owns).forEach(ensemble::delete);
        }
    }

    @Override
    public Evidence verifyUndone(SaturationPlan plan, FaultContext context) {
        for (Address server : plan.servers()) {
            if (FourLetterWord.roundTrip(server, context.clock(), ANSWER_LIMIT).isEmpty()) {
                return Evidence.missing(server + " still answers slowly or not at all");
            }
        }
        try (Ensemble ensemble = Ensemble.connect(plan.connectString())) {
            List<String> left = ensemble.roots().stream().filter(plan::owns).toList();
            return left.isEmpty()
                    ? Evidence.holds("our sessions are closed, our nodes are gone, every server answers")
                    : Evidence.missing("still there: " + String.join(", ", left));
        } catch (ClusterException e) {
            return Evidence.missing("the ensemble does not say: " + e.getMessage());
        }
    }

    /** How much load. */
    private record Saturation(
            ZooKeeperSaturation type, Goal goal, Mix mix, int sessions, int tenants, Duration within)
            implements Planner<SaturationPlan> {

        @Override
        public List<Set<Capability>> mechanisms() {
            return List.of(Set.of());
        }

        @Override
        public Visibility visibility() {
            return Visibility.NOTHING_LOST;
        }

        @Override
        public SaturationPlan plan(Targets targets, Situation situation) {
            List<Address> servers = situation.zookeeper();
            if (servers.isEmpty()) {
                throw new IllegalArgumentException("this cluster has no ZooKeeper server to load");
            }
            String prefix = "/mesos-chaos-" + situation.runId() + "-" + situation.injectionId();
            int groups = Math.min(tenants, sessions);
            int first = goal.kind() == Goal.Kind.CONNECTIONS ? groups : sessions;
            return new SaturationPlan(prefix, servers, goal, mix, first, groups, within);
        }

        @Override
        public List<String> describe(SaturationPlan plan) {
            return plan.describe();
        }
    }
}
