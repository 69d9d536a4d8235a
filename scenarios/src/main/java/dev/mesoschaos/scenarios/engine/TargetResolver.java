package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.model.Quantity;
import dev.mesoschaos.scenarios.model.TargetSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Turns a target of a scenario into hosts. A pure function of what it is given.
 *
 * @param leaders who leads now; empty when the cluster cannot say
 * @param tasks running tasks
 * @param links which connections there are
 */
record TargetResolver(Topology topology, Optional<Leaders> leaders, List<RunningTask> tasks, LinkTargets links) {

    /**
     * Resolves a target.
     *
     * @throws IllegalArgumentException when it matches nothing; the message says what there is
     */
    Targets resolve(TargetSpec target, Random random) {
        return switch (target) {
            case TargetSpec.LeadingMaster leading ->
                one("leading master", leaders.flatMap(Leaders::leadingMaster), "no master leads now");
            case TargetSpec.ZooKeeperLeader leading ->
                one("ZooKeeper leader", leaders.flatMap(Leaders::zookeeperLeader), "no ZooKeeper server leads now");
            case TargetSpec.OfRole(Role role, Quantity quantity) -> some(role, quantity, random);
            case TargetSpec.Rack(Optional<String> rack) -> rack(rack, random);
            case TargetSpec.MostTasks(Optional<String> app) -> mostTasks(app, random);
            case TargetSpec.Executors(String app, Quantity quantity) -> executors(app, quantity, random);
            case TargetSpec.Links(Role to) -> links.to(to, word(to));
            case TargetSpec.AppLinks(String app) -> links.toApp(app);
        };
    }

    private Targets one(String what, Optional<String> name, String otherwise) {
        return targets(what, name.flatMap(topology::host).stream().toList(), otherwise);
    }

    private Targets some(Role role, Quantity quantity, Random random) {
        List<Host> hosts = new ArrayList<>(topology.of(role));
        Collections.shuffle(hosts, random);
        int count = quantity.of(hosts.size());
        String what = quantity + " of " + hosts.size() + " " + word(role);
        return targets(what, hosts.subList(0, count), what + " is nobody");
    }

    private Targets rack(Optional<String> wanted, Random random) {
        List<String> racks = topology.agentRacks();
        String rack = wanted.orElseGet(() -> racks.isEmpty() ? "?" : racks.get(random.nextInt(racks.size())));
        return targets("agents of rack " + rack, topology.agentsOf(rack),
                "no agent stands in rack '" + rack + "'; there are " + String.join(", ", racks) + simulatedAreNone());
    }

    private String simulatedAreNone() {
        return topology.simulatedAgents() == 0 ? "" : "; simulated agents stand on no host, so faults cannot reach them";
    }

    private Targets mostTasks(Optional<String> app, Random random) {
        List<Host> agents = new ArrayList<>(topology.of(Role.AGENT));
        Collections.shuffle(agents, random);
        String what = "agent with most tasks" + app.map(name -> " of app " + name).orElse("");
        Optional<Host> most = agents.stream()
                .filter(host -> count(host, app) > 0)
                .max(Comparator.comparingLong(host -> count(host, app)));
        return targets(
                most.map(host -> what + " (" + count(host, app) + ")").orElse(what),
                most.stream().toList(),
                "no agent runs a task" + app.map(name -> " of app " + name).orElse(""));
    }

    private long count(Host host, Optional<String> app) {
        return tasks.stream()
                .filter(task -> task.host().equals(host.name()))
                .filter(task -> app.isEmpty() || app.get().equals(task.app()))
                .count();
    }

    private Targets executors(String app, Quantity quantity, Random random) {
        List<RunningTask> running = new ArrayList<>(tasks.stream()
                .filter(task -> task.app().equals(app) && topology.host(task.host()).isPresent())
                .toList());
        Collections.shuffle(running, random);
        List<Targets.TaskOn> chosen = running.subList(0, quantity.of(running.size())).stream()
                .map(task -> new Targets.TaskOn(task.host(), task.task()))
                .toList();
        String what = "executors of " + quantity + " of " + running.size() + " tasks of app " + app;
        List<Host> hosts = chosen.stream()
                .map(Targets.TaskOn::host)
                .distinct()
                .map(host -> topology.host(host).orElseThrow())
                .toList();
        String names = chosen.stream().map(Targets.TaskOn::toString).collect(Collectors.joining(", "));
        return new Targets(what + ": " + names, targets(what, hosts, what + " is none").hosts(), chosen);
    }

    private static Targets targets(String what, List<Host> hosts, String otherwise) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("the target matches nothing: " + otherwise);
        }
        return new Targets(what, hosts);
    }

    private static String word(Role role) {
        return switch (role) {
            case AGENT -> "agents";
            case MASTER -> "masters";
            case ZOOKEEPER -> "ZooKeeper servers";
        };
    }
}
