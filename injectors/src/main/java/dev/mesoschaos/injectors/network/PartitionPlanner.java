package dev.mesoschaos.injectors.network;

import static dev.mesoschaos.injectors.network.Grudges.HARNESS;

import dev.mesoschaos.injectors.network.Grudges.Grudge;
import dev.mesoschaos.injectors.network.PartitionPlan.Witnesses;
import dev.mesoschaos.injectors.network.Rift.Direction;
import dev.mesoschaos.injectors.network.Rift.From;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plans a partition. */
record PartitionPlanner(FaultType<PartitionPlan> type, Rift rift) implements Planner<PartitionPlan> {

    @Override
    public List<Set<Capability>> mechanisms() {
        Stream<Set<Capability>> always = Stream.of(Set.of(Capability.HOST_NETWORK), Set.of(Capability.ALL_LINKS));
        return rift.from() == From.ZOOKEEPER
                ? Stream.concat(always, Stream.of(Set.of(Capability.ZOOKEEPER_LINKS))).toList()
                : always.toList();
    }

    @Override
    public Visibility visibility() {
        return rift.silencesAgents() ? Visibility.AGENT_SILENT : Visibility.NOTHING_LOST;
    }

    @Override
    public Visibility onLeader() {
        return rift.silencesMasters() ? Visibility.LEADER_SILENT : Visibility.NOTHING_LOST;
    }

    @Override
    public List<String> describe(PartitionPlan plan) {
        return plan.describe();
    }

    @Override
    public PartitionPlan plan(Targets targets, Situation situation) {
        List<String> others = others(targets, situation);
        List<String> names = new ArrayList<>(targets.names());
        return switch (rift.shape()) {
            case FULL -> full(names, others, situation);
            case BRIDGE -> bridge(names, others, situation);
            case RING -> ring(names, others, situation);
        };
    }

    /** All hosts that are no targets, those of the targets' own role first. */
    private static List<String> others(Targets targets, Situation situation) {
        Role role = targets.hosts().getFirst().role();
        return Stream.of(true, false)
                .flatMap(same -> situation.topology().hosts().stream().filter(host -> (host.role() == role) == same))
                .map(Host::name)
                .filter(name -> !targets.names().contains(name))
                .toList();
    }

    private PartitionPlan full(List<String> targets, List<String> others, Situation situation) {
        List<String> peers = switch (rift.from()) {
            case EVERYBODY -> others.isEmpty() ? List.of() : Stream.concat(others.stream(), Stream.of(HARNESS)).toList();
            case ZOOKEEPER -> of(Role.ZOOKEEPER, others, situation);
            case MASTERS -> of(Role.MASTER, others, situation);
            case AGENTS -> of(Role.AGENT, others, situation);
            case HARNESS -> List.of(HARNESS);
        };
        if (peers.isEmpty()) {
            throw new IllegalArgumentException("a partition needs two sides, and these targets are all "
                    + (rift.from() == From.EVERYBODY ? "hosts" : "that they could be cut off from"));
        }
        boolean silent = peers.contains(HARNESS);
        List<Knock> cut = (silent && rift.direction() == Direction.BOTH) || rift.from() == From.HARNESS
                ? List.of()
                : targets.stream().map(target -> knock(target, peers.getFirst())).toList();
        List<Knock> open = rift.from() == From.HARNESS && !others.isEmpty()
                ? targets.stream().map(target -> new Knock(target, others.getFirst())).toList()
                : List.of();
        return plan(situation, targets, Grudges.between(targets, peers, rift.direction()),
                new Witnesses(silent ? targets : List.of(), silent ? List.of() : targets, others, cut, open));
    }

    /** An attempt that gets to the other one where that is not cut, so that it is only the answer that vanishes. */
    private Knock knock(String target, String peer) {
        return rift.direction() == Direction.OUT ? new Knock(peer, target) : new Knock(target, peer);
    }

    private PartitionPlan bridge(List<String> targets, List<String> others, Situation situation) {
        if (others.size() < 2) {
            throw new IllegalArgumentException("'shape: bridge' needs two hosts at least besides the targets, one to stand "
                    + "between the sides and one on the other side, and there are " + others.size());
        }
        // One of the targets' own role where there is one: those are first.
        Role role = host(others.getFirst(), situation).role();
        List<String> alike = of(role, others, situation);
        String bridge = alike.get(situation.random().nextInt(alike.size()));
        List<String> far = others.stream().filter(name -> !name.equals(bridge)).toList();
        return plan(
                situation,
                targets,
                Grudges.between(targets, Stream.concat(far.stream(), Stream.of(HARNESS)).toList(), Direction.BOTH),
                new Witnesses(targets, List.of(), far, List.of(new Knock(targets.getFirst(), far.getFirst())),
                        List.of(new Knock(bridge, targets.getFirst()), new Knock(bridge, far.getFirst()))));
    }

    private static PartitionPlan ring(List<String> targets, List<String> others, Situation situation) {
        List<String> ring = new ArrayList<>(targets);
        Collections.shuffle(ring, situation.random());
        List<Grudge> grudges = Grudges.ring(ring);
        List<Knock> cut = ring.stream()
                .map(name -> grudges.stream().filter(grudge -> grudge.from().equals(name)).findFirst().orElseThrow())
                .map(grudge -> new Knock(grudge.from(), grudge.to()))
                .toList();
        List<Knock> open = IntStream.range(0, ring.size())
                .mapToObj(i -> new Knock(ring.get(i), ring.get((i + 1) % ring.size())))
                .toList();
        return plan(situation, targets, grudges, new Witnesses(List.of(), targets, others, cut, open));
    }

    private static PartitionPlan plan(
            Situation situation, List<String> targets, List<Grudge> grudges, Witnesses witnesses) {
        boolean onHosts = situation.capabilities().contains(Capability.HOST_NETWORK);
        return new PartitionPlan(
                ("mesos_chaos_" + situation.runId() + "_" + situation.injectionId()).replaceAll("[^A-Za-z0-9]", "_"),
                targets,
                onHosts ? Sides.drops(grudges, situation) : List.of(),
                Sides.links(grudges, situation, !onHosts),
                witnesses);
    }

    private static List<String> of(Role role, List<String> names, Situation situation) {
        return names.stream().filter(name -> host(name, situation).role() == role).toList();
    }

    private static Host host(String name, Situation situation) {
        return situation.topology().host(name).orElseThrow();
    }
}
