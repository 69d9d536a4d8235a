package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.traffic.TrafficPlan.Leg;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Means;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Point;
import dev.mesoschaos.injectors.traffic.TrafficPlan.Witness;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.scenarios.fault.Situation;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.fault.Visibility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plans of the faults on packets. */
record TrafficPlanner(FaultType<TrafficPlan> type, Impairment impairment, Towards towards)
        implements Planner<TrafficPlan> {

    /** Below what tc gives to those who ask for no number, and above what people like to write themselves. */
    private static final int FIRST_HANDLE = 0x1000;

    private static final int HANDLES = 0x3000;

    @Override
    public List<Set<Capability>> mechanisms() {
        return means().map(this::needs).toList();
    }

    private Stream<Means> means() {
        return Stream.concat(Stream.of(Means.DISCIPLINES), impairment.others().stream());
    }

    private Set<Capability> needs(Means means) {
        return switch (means) {
            case FILTERS -> Set.of(Capability.HOST_NETWORK, Capability.PACKET_FILTER);
            case LINKS -> Set.of(Capability.ALL_LINKS);
            case DISCIPLINES -> {
                Set<Capability> needs = EnumSet.of(Capability.HOST_NETWORK);
                if (impairment.netem()) {
                    needs.add(Capability.NETEM);
                }
                if (!impairment.netem() || towards != Towards.EVERYBODY) {
                    needs.add(Capability.SHAPING);
                }
                yield needs;
            }
        };
    }

    @Override
    public Visibility visibility() {
        return Visibility.NOTHING_LOST;
    }

    @Override
    public TrafficPlan plan(Targets targets, Situation situation) {
        Means chosen = means()
                .filter(means -> situation.capabilities().containsAll(needs(means)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no way to do it was found here"));
        String own = situation.runId() + "_" + situation.injectionId();
        return new TrafficPlan(
                ("mesos_chaos_" + own).replaceAll("[^A-Za-z0-9]", "_"),
                chosen,
                impairment.discipline(),
                impairment.amount(),
                impairment.spread(),
                FIRST_HANDLE + 2 * Math.floorMod(own.hashCode(), HANDLES),
                chosen == Means.LINKS ? List.of() : points(targets, situation),
                chosen == Means.LINKS ? legs(targets, situation) : List.of());
    }

    private List<Point> points(Targets targets, Situation situation) {
        return targets.hosts().stream().map(host -> point(host, targets, situation)).toList();
    }

    private Point point(Host host, Targets targets, Situation situation) {
        List<Host> met = situation.topology().hosts().stream()
                .filter(other -> !other.equals(host) && towards.has(host, other))
                .sorted(Comparator.comparing(targets.hosts()::contains))
                .toList();
        if (met.isEmpty() && !towards.hasUs()) {
            throw new IllegalArgumentException("there is nobody that " + host.name() + " could send to with 'towards: "
                    + towards.word() + "'");
        }
        Witness witness = met.stream()
                .map(other -> new Witness(other.name(), other.service()))
                .findFirst()
                .orElseGet(() -> new Witness(Towards.US, new Address(situation.harnessAddress(), 0)));
        return new Point(
                host.name(),
                host.service().host(),
                towards == Towards.EVERYBODY ? List.of() : peers(met, situation),
                witness,
                bystander(witness, targets, situation.topology()).orElse(""));
    }

    private List<String> peers(List<Host> met, Situation situation) {
        List<String> peers = new ArrayList<>(met.stream().map(other -> other.service().host()).toList());
        if (towards.hasUs()) {
            peers.add(situation.harnessAddress());
        }
        return peers.stream().distinct().sorted().toList();
    }

    private static Optional<String> bystander(Witness witness, Targets targets, Topology topology) {
        return topology.hosts().stream()
                .filter(host -> !targets.hosts().contains(host))
                .map(Host::name)
                .filter(name -> !name.equals(witness.host()))
                .findFirst();
    }

    private List<Leg> legs(Targets targets, Situation situation) {
        List<Leg> legs = new ArrayList<>();
        for (Links.Link link : situation.links()) {
            for (Host target : targets.hosts()) {
                if (link.from().equals(target.name()) && suffers(target, link.to(), situation)) {
                    legs.add(new Leg(link.proxy(), link.listen(), target.name(), link.to(), true));
                } else if (link.to().equals(target.name()) && suffers(target, link.from(), situation)) {
                    legs.add(new Leg(link.proxy(), link.listen(), target.name(), link.to(), false));
                }
            }
        }
        if (legs.isEmpty()) {
            throw new IllegalArgumentException("no link of " + targets.description() + " with 'towards: "
                    + towards.word() + "' runs through a proxy");
        }
        return legs;
    }

    private boolean suffers(Host target, String other, Situation situation) {
        return situation.topology().host(other).map(host -> towards.has(target, host)).orElse(towards.hasUs());
    }

    @Override
    public List<String> describe(TrafficPlan plan) {
        return plan.describe();
    }
}
