package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.TargetSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What only a live cluster can tell, played for a plan: the first of each role leads, and tasks are spread evenly over racks
 * and agents.
 */
record StandIns(Topology topology, List<RunningTask> tasks) implements Leaders {

    static StandIns of(Scenario scenario, Topology topology) {
        List<Host> agents = acrossRacks(topology);
        List<RunningTask> tasks = new ArrayList<>();
        for (AppSpec app : scenario.workload()) {
            for (int i = 0; i < app.instances(); i++) {
                tasks.add(new RunningTask(app.app(), app.app() + "." + i, agents.get(i % agents.size()).name()));
            }
        }
        return new StandIns(topology, List.copyOf(tasks));
    }

    private static List<Host> acrossRacks(Topology topology) {
        return topology.of(Role.AGENT).stream()
                .sorted(Comparator.comparingInt(host -> topology.agentsOf(host.rack()).indexOf(host)))
                .toList();
    }

    @Override
    public Optional<String> leadingMaster() {
        return first(Role.MASTER);
    }

    @Override
    public Optional<String> zookeeperLeader() {
        return first(Role.ZOOKEEPER);
    }

    private Optional<String> first(Role role) {
        return topology.of(role).stream().map(Host::name).findFirst();
    }

    /** What a target depends on that is only played here; empty when the seed alone decides. */
    static Optional<String> playedFor(TargetSpec target) {
        return switch (target) {
            case TargetSpec.LeadingMaster leader -> Optional.of("the master that leads then");
            case TargetSpec.ZooKeeperLeader leader -> Optional.of("the ZooKeeper server that leads then");
            case TargetSpec.MostTasks most -> Optional.of("where tasks run then");
            case TargetSpec.Executors executors -> Optional.of("where tasks run then");
            case TargetSpec.OfRole some -> Optional.empty();
            case TargetSpec.Rack rack -> Optional.empty();
            case TargetSpec.Links links -> Optional.empty();
        };
    }
}
