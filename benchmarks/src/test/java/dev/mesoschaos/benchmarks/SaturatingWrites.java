package dev.mesoschaos.benchmarks;

import dev.mesoschaos.injectors.zookeeper.SaturationPlan;
import dev.mesoschaos.injectors.zookeeper.ZooKeeperSaturation;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.language.NodeFields;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import dev.mesoschaos.scenarios.workload.Deployments;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The fault as a scenario would have it, with nothing but small writes. */
final class SaturatingWrites implements AutoCloseable, FaultContext {

    private static final int READINGS = 12;
    private static final int LOOKS = 600;

    private final ZooKeeperSaturation fault = new ZooKeeperSaturation();
    private final Queue<Double> rates = new ConcurrentLinkedQueue<>();
    private final SaturationPlan plan;
    private AutoCloseable load;

    SaturatingWrites(List<Address> servers, int outstanding) throws InterruptedException {
        Situation situation = new Situation("benchmark", "load", new Topology(List.of()), Set.of(), List.of(), servers,
                Optional.empty(), "", new Seed(1).stream("benchmark"));
        plan = NodeFields.read("{outstanding: " + outstanding + ", mix: {writes: 100%}}", fault::read)
                .plan(new Targets("all", List.of()), situation);
        fault.inject(plan, this);
        for (int look = 0; !fault.verifyEffect(plan, this).holds(); look++) {
            if (look == LOOKS) {
                String seen = fault.verifyEffect(plan, this).detail();
                close();
                throw new IllegalStateException("not held within a minute: " + seen);
            }
            Thread.sleep(100);
        }
    }

    /** What the fault itself tells. */
    double perSecond() throws InterruptedException {
        rates.clear();
        while (rates.size() < READINGS) {
            Thread.sleep(10);
        }
        return rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Override
    public void close() {
        fault.undo(plan, this);
    }

    @Override
    public Recorder recorder() {
        return event -> {
            if (event instanceof Event.Gauge gauge && gauge.series().equals("zookeeper load")) {
                rates.add(gauge.value());
            }
        };
    }

    @Override
    public Optional<Deployments> deployments() {
        return Optional.empty();
    }

    @Override
    public Cluster cluster() {
        throw new UnsupportedOperationException("this load is on an ensemble, and needs no cluster");
    }

    @Override
    public Clock clock() {
        return Clock.system();
    }

    @Override
    public void keep(AutoCloseable live) {
        load = live;
    }

    @Override
    public Optional<AutoCloseable> take() {
        Optional<AutoCloseable> taken = kept();
        load = null;
        return taken;
    }

    @Override
    public Optional<AutoCloseable> kept() {
        return Optional.ofNullable(load);
    }
}
