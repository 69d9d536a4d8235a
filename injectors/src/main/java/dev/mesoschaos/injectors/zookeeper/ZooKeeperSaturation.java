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
 * {@code zookeeper-saturation}: another user of the ensemble loads it until writes take as long as the set-point, and
 * holds it there. The load comes from this process and ends with it; its nodes go with its sessions.
 */
public final class ZooKeeperSaturation implements FaultType<SaturationPlan> {

    @Override
    public String id() {
        return "zookeeper-saturation";
    }

    @Override
    public String harm() {
        return "the ZooKeeper ensemble is loaded until its own write latency reaches the set-point";
    }

    @Override
    public Class<SaturationPlan> planType() {
        return SaturationPlan.class;
    }

    @Override
    public Planner<SaturationPlan> read(Fields parameters) {
        Duration p99 = parameters.duration("p99", Duration.ofMillis(20), Duration.ofSeconds(10));
        // The load is raised in steps that each wait for their own effect, which takes that latency.
        Duration within = Duration.ofSeconds(30).plus(p99.multipliedBy(20));
        return new Saturation(
                this,
                p99,
                parameters.integer("sessions", 1, 500, 24),
                parameters.duration("within", Duration.ofSeconds(1), Duration.ofMinutes(5), within));
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
        Optional<Instant> since = setPoint.flatMap(held -> held.heldSince(context.clock().now()));
        String measured = String.format(
                Locale.ROOT,
                "p99 of writes is %.0f ms, the set-point is %d ms%s",
                setPoint.map(SetPoint::latestMs).orElse(0.0),
                plan.p99().toMillis(),
                load.filter(ZooKeeperLoad::atMost).isPresent() ? ", and this is all the load there is to give" : "");
        return new Evidence(since.isPresent(), measured, since);
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
            if (FourLetterWord.roundTrip(server, context.clock(), plan.p99()).isEmpty()) {
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
    private record Saturation(ZooKeeperSaturation type, Duration p99, int sessions, Duration within)
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
            return new SaturationPlan(prefix, servers, p99, sessions, within);
        }

        @Override
        public List<String> describe(SaturationPlan plan) {
            return plan.describe();
        }
    }
}
