package dev.mesoschaos.injectors;

import static dev.mesoschaos.scenarios.cluster.Capability.DAEMONS;
import static dev.mesoschaos.scenarios.cluster.Capability.HOST_NETWORK;
import static dev.mesoschaos.scenarios.cluster.Capability.NETEM;
import static dev.mesoschaos.scenarios.cluster.Capability.PACKET_FILTER;
import static dev.mesoschaos.scenarios.cluster.Capability.SHAPING;
import static dev.mesoschaos.scenarios.cluster.Capability.UPLINKS;

import dev.mesoschaos.injectors.clock.ClockSkew;
import dev.mesoschaos.injectors.flapping.Flapping;
import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.injectors.process.DaemonRestart;
import dev.mesoschaos.injectors.process.ProcessKill;
import dev.mesoschaos.injectors.process.ProcessPause;
import dev.mesoschaos.injectors.process.RestartRolling;
import dev.mesoschaos.injectors.resource.CpuStress;
import dev.mesoschaos.injectors.resource.DiskFull;
import dev.mesoschaos.injectors.resource.IoStress;
import dev.mesoschaos.injectors.resource.MemoryStress;
import dev.mesoschaos.injectors.resource.NetworkHog;
import dev.mesoschaos.injectors.traffic.NetworkBandwidth;
import dev.mesoschaos.injectors.traffic.NetworkCorrupt;
import dev.mesoschaos.injectors.traffic.NetworkDelay;
import dev.mesoschaos.injectors.traffic.NetworkDuplicate;
import dev.mesoschaos.injectors.traffic.NetworkLoss;
import dev.mesoschaos.injectors.traffic.NetworkReorder;
import dev.mesoschaos.injectors.traffic.UplinkSaturation;
import dev.mesoschaos.injectors.zookeeper.EnsembleSplit;
import dev.mesoschaos.injectors.zookeeper.QuorumLoss;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The faults that hosts undo by themselves, each at least once, on the hosts of a {@link DrillGround}. */
final class LeasedHarms {

    private static final String TRIAL = "tc qdisc add dev lo root netem delay 1ms && tc qdisc del dev lo root";

    private LeasedHarms() {}

    /** All of them, be they possible here or not. */
    static List<LeasedHarm<?>> all() {
        return Stream.of(anywhere(), netem()).flatMap(List::stream).toList();
    }

    /** Those that the kernel of this machine can do. */
    static List<LeasedHarm<?>> possible(Shell shell) {
        return shell.run("a1", "sh", "-c", TRIAL).ok() ? all() : anywhere();
    }

    /** Deals harms to lanes: those of one lane would clash, and must take turns. */
    static List<List<LeasedHarm<?>>> lanes(List<LeasedHarm<?>> harms) {
        List<List<LeasedHarm<?>>> lanes = new ArrayList<>();
        for (LeasedHarm<?> harm : harms) {
            lanes.stream()
                    .filter(lane -> lane.stream().anyMatch(harm::clashes))
                    .findFirst()
                    .ifPresentOrElse(lane -> lane.add(harm), () -> lanes.add(new ArrayList<>(List.of(harm))));
        }
        return lanes;
    }

    private static List<LeasedHarm<?>> anywhere() {
        return List.of(
                partition("filter", true, "a1", "a2"),
                partition("routes", false, "a3", "a4"),
                harm("split", new EnsembleSplit(), "{}", List.of("z1"), List.of("z2", "z3"), HOST_NETWORK),
                harm("blink", new Flapping(), "{fault: {network-partition: {}}, period: 1s, duty: 90%}",
                        List.of("a5"), List.of("a6"), HOST_NETWORK),
                harm("bottleneck", new NetworkBandwidth(), "{rate: 1mbit, towards: harness}",
                        List.of("a5", "a6"), List.of(), HOST_NETWORK, SHAPING),
                harm("narrow", new NetworkBandwidth(), "{rate: 1mbit}",
                        List.of("a3", "a4"), List.of("a1"), HOST_NETWORK, SHAPING),
                harm("loss", new NetworkLoss(), "{loss: 10%}",
                        List.of("a1", "a2"), List.of("a3"), HOST_NETWORK, PACKET_FILTER),
                harm("flood", new UplinkSaturation(), "{}", List.of("z1", "z2"), List.of("a1"), HOST_NETWORK, UPLINKS),
                harm("hog", new NetworkHog(), "{rate: 100KB/s}", List.of("p1", "p2"), List.of("a1"), HOST_NETWORK),
                harm("burn", new CpuStress(), "{share: 5%}", List.of("a1", "a2"), List.of()),
                harm("leak", new MemoryStress(), "{size: 16MB}", List.of("a5"), List.of()),
                harm("write", new IoStress(), "{size: 1MB}", List.of("a1"), List.of()),
                harm("fill", new DiskFull(), "{free: 1MB}", List.of("a1"), List.of()),
                harm("skew", new ClockSkew(), "{offset: 24h}", List.of("a2"), List.of()),
                harm("pause", new ProcessPause(), "{}", List.of(DrillDaemons.PAUSED), List.of(), DAEMONS),
                harm("kill", new ProcessKill(), "{}", List.of(DrillDaemons.KILLED), List.of(), DAEMONS),
                harm("restart", new DaemonRestart(), "{}", List.of(DrillDaemons.KILLED), List.of(), DAEMONS),
                harm("rolling", new RestartRolling(), "{}", List.of(DrillDaemons.KILLED), List.of(), DAEMONS),
                harm("quorum", new QuorumLoss(), "{}", DrillDaemons.QUORUM, List.of("z3"), DAEMONS),
                behead());
    }

    private static List<LeasedHarm<?>> netem() {
        return List.of(
                delaying("delay", new NetworkDelay(), "{delay: 10ms}"),
                delaying("double", new NetworkDuplicate(), "{duplicate: 10%}"),
                delaying("damage", new NetworkCorrupt(), "{corrupt: 1%}"),
                delaying("overtake", new NetworkReorder(), "{reorder: 10%}"));
    }

    private static LeasedHarm<?> delaying(String name, FaultType<?> fault, String yaml) {
        return harm(name, fault, yaml, List.of("a3", "a4"), List.of("a1"), HOST_NETWORK, NETEM, SHAPING);
    }

    /** The first host is cut off from the other one, and from this process. */
    static LeasedHarm<PartitionPlan> partition(String name, boolean nft, String first, String other) {
        FakeCluster cluster = DrillGround.cluster(first, other);
        PartitionPlan plan = Samples.partition(cluster, name, "{}", first);
        return new LeasedHarm<>(name, new NetworkPartition(), plan, nft);
    }

    /** An executor is killed, and leaves its task running. */
    private static LeasedHarm<?> behead() {
        String host = DrillDaemons.BEHEADED;
        FakeCluster cluster = DrillGround.cluster(host);
        Targets targets = new Targets("named", cluster.topology().hosts(), List.of(new Targets.TaskOn(host, host)));
        return planned("behead", new ProcessKill(), "{}", cluster, targets, DAEMONS);
    }

    private static <P> LeasedHarm<P> harm(
            String name, FaultType<P> fault, String yaml, List<String> on, List<String> others, Capability... capabilities) {
        FakeCluster cluster = DrillGround.cluster(Stream.of(on, others).flatMap(List::stream).toArray(String[]::new));
        return planned(name, fault, yaml, cluster, cluster.targets(on.toArray(String[]::new)), capabilities);
    }

    private static <P> LeasedHarm<P> planned(
            String name, FaultType<P> fault, String yaml, FakeCluster cluster, Targets targets, Capability... capabilities) {
        P plan = Samples.planner(fault, yaml).plan(targets, cluster.situation(name, capabilities));
        return new LeasedHarm<>(name, fault, plan, true);
    }
}
