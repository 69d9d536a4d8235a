package dev.mesoschaos.injectors;

import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.injectors.network.PartitionPlan;
import dev.mesoschaos.injectors.process.ProcessKill;
import dev.mesoschaos.injectors.process.ProcessPause;
import dev.mesoschaos.injectors.process.ProcessPlan;
import dev.mesoschaos.injectors.resource.BurnPlan;
import dev.mesoschaos.injectors.resource.MemoryStress;
import dev.mesoschaos.injectors.traffic.NetworkBandwidth;
import dev.mesoschaos.injectors.traffic.TrafficPlan;
import dev.mesoschaos.injectors.traffic.UplinkPlan;
import dev.mesoschaos.injectors.traffic.UplinkSaturation;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.TaskExecutors;
import dev.mesoschaos.scenarios.cluster.Uplinks;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Targets;
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

    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    /** One of each kind, each on hosts of its own. */
    static List<LeasedHarm<?>> all() {
        return List.of(
                partition("filter", true, "a1", "a2"),
                partition("routes", false, "a3", "a4"),
                bottleneck("a5"),
                leak("a5"),
                flood("a6"),
                pause(),
                kill(),
                behead());
    }

    /** The first host is cut off from the other one, and from this process. */
    static LeasedHarm<PartitionPlan> partition(String name, boolean nft, String first, String other) {
        FakeCluster cluster = DrillGround.cluster(first, other);
        PartitionPlan plan = Samples.partition(cluster, name, "{}", first);
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

    /** A daemon stands still. */
    private static LeasedHarm<ProcessPlan> pause() {
        return processes("pause", new ProcessPause(), DrillDaemons.PAUSED, List.of());
    }

    /** A daemon is killed, and held down. */
    private static LeasedHarm<ProcessPlan> kill() {
        return processes("kill", new ProcessKill(), DrillDaemons.KILLED, List.of());
    }

    /** An executor is killed, and leaves its task running. */
    private static LeasedHarm<ProcessPlan> behead() {
        String host = DrillDaemons.BEHEADED;
        return processes("behead", new ProcessKill(), host, List.of(new Targets.TaskOn(host, host)));
    }

    private static LeasedHarm<ProcessPlan> processes(
            String name, FaultType<ProcessPlan> fault, String host, List<Targets.TaskOn> tasks) {
        FakeCluster cluster = DrillGround.cluster(host);
        Targets targets = new Targets("named", cluster.topology().hosts(), tasks);
        ProcessPlan plan = Samples.planner(fault, "{}").plan(targets, cluster.situation(name, Capability.DAEMONS));
        return new LeasedHarm<>(name, fault, plan, true);
    }

    /** Waits until the daemons to be harmed run: after an undo they are started again in their own time. */
    void awaitTarget(Shell shell) {
        if (plan instanceof ProcessPlan processes) {
            processes.daemons().forEach(daemon -> awaitOne(shell, daemon.host(), daemon.find()));
            processes.executors().forEach(task ->
                    awaitOne(shell, task.host(), DrillDaemons.SUPERVISION.find(task.task())));
        }
    }

    private static void awaitOne(Shell shell, String host, List<String> find) {
        while (shell.run(host, find.toArray(String[]::new)).stdout().isBlank()) {
            Clock.system().pause(LOOK_EVERY);
        }
    }

    /** Memory of a host is taken. */
    private static LeasedHarm<BurnPlan> leak(String host) {
        FakeCluster cluster = DrillGround.cluster(host);
        BurnPlan plan = Samples.planner(new MemoryStress(), "{size: 16MB}")
                .plan(cluster.targets(host), cluster.situation("leak"));
        return new LeasedHarm<>("leak", new MemoryStress(), plan, true);
    }

    /** Leases that are not armed. */
    Leases leases(Shell shell, String run, String injection, Duration length) {
        return new Leases(withShell(shell), run, injection, fault.undoOnHosts(plan), length);
    }

    /** Arms, renews, and injects. */
    void inject(Leases leases, Consumer<String> lost) {
        leases.arm();
        leases.renew(Clock.system(), lost);
        injectUnder(leases);
    }

    /** Injects, and does not ask whether the leases are armed. */
    void injectUnder(Leases leases) {
        fault.inject(plan, withShell(nft ? leases.shell() : new WithoutNft(leases.shell())).context());
    }

    private static FakeCluster withShell(Shell shell) {
        FakeCluster cluster = new FakeCluster(List.of());
        cluster.powers.put(Shell.class, shell);
        cluster.powers.put(TaskExecutors.class, DrillDaemons.executors(shell));
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
