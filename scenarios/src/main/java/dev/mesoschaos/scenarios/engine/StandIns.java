package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.model.Scenario;
import dev.mesoschaos.scenarios.model.TargetSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What only a live cluster can tell, played for a plan: the first of each role leads, and tasks are spread evenly over racks
 * and agents.
 */
record StandIns(Topology topology, List<RunningTask> tasks) implements Leaders {

    static StandIns of(Scenario scenario, Cluster cluster) {
        List<Links.Link> links = cluster.power(Links.class).map(Links::all).orElse(List.of());
        List<Host> agents = acrossRacks(cluster.topology());
        Map<Host, Iterator<Integer>> ports = agents.stream()
                .collect(Collectors.toMap(Function.identity(), agent -> ports(agent, links).iterator()));
        List<RunningTask> tasks = new ArrayList<>();
        for (AppSpec app : scenario.workload()) {
            for (int i = 0; i < app.instances(); i++) {
                Host agent = agents.get(i % agents.size());
                Optional<Integer> port = app.program() instanceof AppSpec.Program.Http && ports.get(agent).hasNext()
                        ? Optional.of(ports.get(agent).next())
                        : Optional.empty();
                tasks.add(new RunningTask(app.app(), app.app() + "." + i, agent.name(), port));
            }
        }
        return new StandIns(cluster.topology(), List.copyOf(tasks));
    }

    /** Those that users may find a task at, where they dial through proxies. */
    private static List<Integer> ports(Host agent, List<Links.Link> links) {
        return links.stream()
                .filter(link -> link.from().equals(Links.HARNESS) && link.to().equals(agent.name()))
                .map(link -> link.upstream().port())
                .filter(port -> port != agent.service().port())
                .sorted()
                .toList();
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
            case TargetSpec.AppLinks links -> Optional.of("where tasks run then");
            case TargetSpec.Links links -> Optional.empty();
        };
    }
}
