package dev.mesoschaos.injectors.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs within namespaces of its own. */
final class BurnerDrill {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BurnerGround ground;

    private BurnerDrill(BurnerGround ground) {
        this.ground = ground;
    }

    /** Arguments: which drill, and a directory. */
    public static void main(String[] args) throws Exception {
        BurnerDrill drill = new BurnerDrill(new BurnerGround(Path.of(args[1])));
        if (!args[0].equals("stress-ng")) {
            drill.ground.hide("stress-ng");
        }
        switch (args[0]) {
            case "bite" -> drill.faults().forEach(drill::bite);
            case "stress-ng" -> drill.bite(new CpuStress(), "{share: 40%}");
            case "refuse" -> drill.refuse();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("DRILLED");
    }

    private Map<BurnerFault, String> faults() {
        Map<BurnerFault, String> faults = new LinkedHashMap<>();
        faults.put(new CpuStress(), "{share: 40%}");
        faults.put(new MemoryStress(), "{size: 96MB}");
        faults.put(new IoStress(), "{writers: 2, size: 2MB}");
        faults.put(new NetworkHog(), "{rate: 4MB/s}");
        faults.put(new DiskFull(), "{free: 8MB}");
        return faults;
    }

    /** The disk is one for both hosts, so that only the first can fill it. */
    private BurnPlan plan(BurnerFault fault, String yaml) {
        BurnPlan plan = ground.plan(fault, yaml);
        return fault instanceof DiskFull ? new BurnPlan(plan.mark(), plan.burns().subList(0, 1), plan.task()) : plan;
    }

    private void bite(BurnerFault fault, String yaml) {
        BurnPlan plan = plan(fault, yaml);
        String before = ground.looks();
        assertThat(fault.verifyEffect(plan, ground.cluster.context()).holds()).as("effect of nothing").isFalse();
        assertThat(fault.verifyHeld(plan, ground.cluster.context()).holds()).as("nothing is held").isFalse();

        fault.inject(plan, ground.cluster.context());
        Evidence effect = await(fault.id()).atMost(PATIENCE)
                .until(() -> fault.verifyEffect(plan, ground.cluster.context()), Evidence::holds);
        System.out.println(fault.id() + " " + yaml + ": " + effect.detail());
        assertThat(fault.verifyHeld(plan, ground.cluster.context()).holds()).as("is held").isTrue();
        assertThat(fault.verifyUndone(plan, ground.cluster.context()).detail()).startsWith("left: ").contains(" on a1");

        ground.cluster.undo(fault, plan);
        assertThat(fault.verifyUndone(plan, ground.cluster.context()).holds()).as("undone").isTrue();
        assertThat(ground.looks()).isEqualTo(before);
        ground.cluster.undo(fault, plan);
        assertThat(ground.looks()).as("after another undo").isEqualTo(before).contains(".mesos-chaos.run_7_burn_1_a10");
    }

    private void refuse() {
        refuse(new MemoryStress(), "{size: 1TB}", "a1: memory-stress of 1048576 MB is refused: ");
        refuse(new DiskFull(), "{at-most: 4MB}", "would take more than at-most, 4096 KB: give the hosts small disks");
        refuse(new DiskFull(), "{free: 1GB}", "KB free, so there is nothing to fill down to 1048576 KB");
        refuse(new IoStress(), "{size: 40MB}", "needs twice the size of its files free, 80 MB, and ");
        ground.hide("bash");
        refuse(new NetworkHog(), "{rate: 1MB/s}", "install bash");
        ground.remount("ramfs");
        refuse(new DiskFull(), "{}", "only ext, xfs, btrfs, f2fs, zfs, tmpfs and overlay are written to");
        ground.daemon.descendants().forEach(ProcessHandle::destroyForcibly);
        ground.daemon.destroyForcibly();
        await("the end of the daemon").until(() -> !ground.daemon.isAlive());
        refuse(new IoStress(), "{}", "no process has --work_dir=");
    }

    private void refuse(BurnerFault fault, String yaml, String reason) {
        BurnPlan plan = plan(fault, yaml);
        String before = ground.looks();

        Throwable refused = catchThrowable(() -> fault.inject(plan, ground.cluster.context()));

        assertThat(refused).isInstanceOf(ClusterException.class).hasMessageContaining(reason);
        assertThat(refused.getMessage().lines()).as("lines").hasSize(1);
        assertThat(ground.looks()).isEqualTo(before);
        ground.cluster.undo(fault, plan);
        assertThat(ground.looks()).isEqualTo(before);
    }
}
