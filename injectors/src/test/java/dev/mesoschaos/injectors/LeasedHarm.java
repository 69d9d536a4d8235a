package dev.mesoschaos.injectors;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.injectors.traffic.NetworkBandwidth;
import dev.mesoschaos.injectors.traffic.TrafficPlan;
import dev.mesoschaos.injectors.traffic.UplinkPlan;
import dev.mesoschaos.injectors.traffic.UplinkSaturation;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Uplinks;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A fault under leases, as the engine injects it.
 *
 * @param <P> the fault's plan
 * @param nft whether it may use nftables where they are
 */
record LeasedHarm<P>(String name, FaultType<P> fault, P plan, boolean nft) {

    /** One of each kind, each on what no other one touches. */
    static List<LeasedHarm<?>> all(long patient) {
        return List.of(
                partition("filter", true, "a1", "a2"),
                partition("routes", false, "a3", "a4"),
                bottleneck("a5"),
                flood("a6"),
                pause("a6", patient));
    }

    /** The first host is cut off from the other one, and from this process. */
    static LeasedHarm<PartitionPlan> partition(String name, boolean nft, String first, String other) {
        FakeCluster cluster = DrillGround.cluster(first, other);
        PartitionPlan plan = PartitionPlan.cutOff(
                cluster.targets(first), cluster.situation(name, Capability.HOST_NETWORK));
        return new LeasedHarm<>(name, new NetworkPartition(), plan, nft);
    }

    /** What a host sends to us is slowed, what it sends to others is not. */
    private static LeasedHarm<TrafficPlan> bottleneck(String host) {
        FakeCluster cluster = DrillGround.cluster(host);
        NetworkBandwidth fault = new NetworkBandwidth();
        TrafficPlan plan = Samples.planner(fault, "{rate: 1mbit, towards: harness}").plan(
                cluster.targets(host),
                cluster.situation("bottleneck", Capability.HOST_NETWORK, Capability.SHAPING));
        return new LeasedHarm<>("bottleneck", fault, plan, true);
    }

    /** A host sends without end. */
    private static LeasedHarm<UplinkPlan> flood(String host) {
        UplinkPlan.Sender sender =
                new UplinkPlan.Sender(host, DrillGround.OURS, "/dev/shm/mesos-chaos-traffic.drill." + host);
        return new LeasedHarm<>("flood", new UplinkSaturation(), new UplinkPlan("r6", List.of(sender)), true);
    }

    /** A process of a host stands still. */
    private static LeasedHarm<HostFault.Plan> pause(String host, long pid) {
        return new LeasedHarm<>("pause", new HostFault(), new HostFault.Plan(
                host, "kill -STOP " + pid, "kill -CONT " + pid + " || ! kill -0 " + pid), true);
    }

    /** Leases that are not armed. */
    Leases leases(Shell shell, String run, String injection, Duration length) {
        return new Leases(withShell(shell), run, injection, fault.undoOnHosts(plan), length);
    }

    /** Arms, renews, and injects. */
    void inject(Leases leases, Consumer<String> lost) {
        leases.arm();
        leases.renew(Clock.system(), lost);
        fault.inject(plan, withShell(nft ? leases.shell() : withoutNft(leases.shell())).context());
    }

    private static Shell withoutNft(Shell shell) {
        return (host, command, stdin, timeout) -> command.getFirst().equals("nft")
                ? new Shell.Result(127, "", "nft: not found")
                : shell.run(host, command, stdin, timeout);
    }

    private static FakeCluster withShell(Shell shell) {
        FakeCluster cluster = new FakeCluster(List.of());
        cluster.powers.put(Shell.class, shell);
        cluster.powers.put(Uplinks.class, new Uplinks() {
            @Override
            public OptionalLong bitsPerSecond() {
                return OptionalLong.of(1_000_000);
            }

            @Override
            public long sentBytes(String rack) {
                throw new UnsupportedOperationException("no drill measures");
            }
        });
        return cluster;
    }
}
