package dev.mesoschaos.injectors;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.injectors.resource.BurnPlan;
import dev.mesoschaos.injectors.resource.MemoryStress;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.lease.Leases;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A fault under leases, as the engine injects it.
 *
 * @param <P> the fault's plan
 * @param nft whether it may use nftables where they are
 */
record LeasedHarm<P>(String name, FaultType<P> fault, P plan, boolean nft) {

    /** One of each kind, each on hosts of its own. */
    static List<LeasedHarm<?>> all(long patient) {
        return List.of(
                partition("filter", true, "a1", "a2"),
                partition("routes", false, "a3", "a4"),
                bottleneck("a5"),
                leak("a5"),
                pause("a6", patient));
    }

    /** The first host is cut off from the other one, and from this process. */
    static LeasedHarm<PartitionPlan> partition(String name, boolean nft, String first, String other) {
        FakeCluster cluster = DrillGround.cluster(first, other);
        PartitionPlan plan = PartitionPlan.cutOff(
                cluster.targets(first), cluster.situation(name, Capability.HOST_NETWORK));
        return new LeasedHarm<>(name, new NetworkPartition(), plan, nft);
    }

    /** A bottleneck before the interface of a host. */
    private static LeasedHarm<HostFault.Plan> bottleneck(String host) {
        return new LeasedHarm<>("bottleneck", new HostFault(), new HostFault.Plan(
                host,
                "tc qdisc add dev eth0 root handle 66: tbf rate 1mbit burst 32kbit latency 400ms",
                "tc qdisc del dev eth0 root handle 66: 2>&1 || ! tc qdisc show dev eth0 | grep ' 66: '"), true);
    }

    /** Memory of a host is taken. */
    private static LeasedHarm<BurnPlan> leak(String host) {
        FakeCluster cluster = DrillGround.cluster(host);
        BurnPlan plan = Samples.planner(new MemoryStress(), "{size: 16MB}")
                .plan(cluster.targets(host), cluster.situation("leak"));
        return new LeasedHarm<>("leak", new MemoryStress(), plan, true);
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
        return cluster;
    }
}
