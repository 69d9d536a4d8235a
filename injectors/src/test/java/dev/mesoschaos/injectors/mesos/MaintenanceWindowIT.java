package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.MachineShell;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside maintenance that somebody else has planned. */
class MaintenanceWindowIT extends MesosCase {

    private static final Window THEIRS = Window.newBuilder()
            .addMachineIds(machine("a2"))
            .addMachineIds(machine("not-known-yet"))
            .setUnavailability(Unavailability.newBuilder()
                    .setStart(TimeInfo.newBuilder().setNanoseconds(2_000_000_000_000_000_000L))
                    .setDuration(DurationInfo.newBuilder().setNanoseconds(1_000_000_000L)))
            .build();
    private static final Schedule OTHERS = Schedule.newBuilder().addWindows(THEIRS).build();

    private final MaintenanceWindow fault = new MaintenanceWindow();

    @BeforeEach
    void othersPlan() {
        bed.operator.maintenance().update(OTHERS);
    }

    @AfterEach
    void nothingOfOthersIsTouched() {
        assertThat(bed.operator.maintenance().schedule()).isEqualTo(OTHERS);
        bed.awaitReady();
    }

    private static MachineID machine(String hostname) {
        return MachineID.newBuilder().setHostname(hostname).setIp("127.0.0.1").build();
    }

    @Test
    void aMachineIsAnnouncedToBeAwayWhileItsTasksGoOn() {
        try (SleepyFramework framework = new SleepyFramework(bed, "sleepy", "web")) {
            framework.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
            MaintenancePlan plan = bed.plan(fault, "{in: 5m, length: 30m}", "a1");

            assertThat(bed.inject(fault, plan, bed.cluster.context()).detail())
                    .isEqualTo("in the schedule, and DRAINING: a1");
            assertThat(bed.operator.maintenance().schedule().getWindowsList()).hasSize(2).contains(THEIRS);
            assertThat(fault.verifyHeld(plan, bed.cluster.context()).holds()).isTrue();
            assertThat(fault.verifyUndone(plan, bed.cluster.context()).detail()).isEqualTo("still scheduled: [a1]");

            assertThat(bed.undo(fault, plan).detail()).isEqualTo("out of the schedule, and active: a1");
            assertThat(fault.verifyEffect(plan, bed.cluster.context()).holds()).isFalse();
            assertThat(framework.states).containsEntry("sleeper-a1", TaskState.TASK_RUNNING);
        }
    }

    @Test
    void aMachineGoesDownWithItsTasksAndComesBackAsTheSameAgent() {
        String before = AgentsOf.id(bed.agent("a1"));
        try (SleepyFramework framework = new SleepyFramework(bed, "sleepy", "web")) {
            framework.awaitState("sleeper-a1", TaskState.TASK_RUNNING);
            MaintenancePlan plan = bed.plan(fault, "{machines: down}", "a1");

            assertThat(bed.inject(fault, plan, bed.cluster.context()).detail()).isEqualTo("in the schedule, and DOWN: a1");
            framework.awaitState("sleeper-a1", TaskState.TASK_LOST);

            assertThat(bed.undo(fault, plan).detail()).isEqualTo("out of the schedule, and active: a1");
            assertThat(AgentsOf.id(bed.agent("a1"))).isEqualTo(before);
        }
    }

    /** What a host does by itself when the harness is not heard of any more. */
    @Test
    void anAgentThatIsLetGoTooSoonIsSentAwayUntilItsMachineIsUp() {
        MaintenancePlan plan = bed.plan(fault, "{machines: down}", "a1");
        bed.inject(fault, plan, bed.cluster.context());
        assertThat(fault.undoOnHosts(plan)).hasSize(1);

        fault.undoOnHosts(plan).forEach(command ->
                new MachineShell().run(command.host(), command.command().toArray(String[]::new)));

        bed.agents.start("a1");
        assertThat(fault.verifyUndone(plan, bed.cluster.context()).detail()).isEqualTo("still scheduled: [a1]");
        assertThat(bed.undo(fault, plan).holds()).isTrue();
    }

    @Test
    void aMachineThatSomebodyElseHasScheduledIsNoTarget() {
        assertThatThrownBy(() -> bed.plan(fault, "{}", "a1", "a2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a2 (127.0.0.1) is in the maintenance schedule already, and not by this run: choose other targets");
    }

    /** As another operator may do who reads the schedule and writes it back in a form of his own. */
    @Test
    void ourMachinesAreTakenOutOfAWindowThatOthersShare() {
        MaintenancePlan plan = bed.plan(fault, "{}", "a1");
        Window shared = Window.newBuilder()
                .addMachineIds(machine("a1"))
                .addMachineIds(machine("a7"))
                .setUnavailability(plan.unavailability())
                .build();
        bed.operator.maintenance().update(OTHERS.toBuilder().addWindows(shared).build());

        bed.undo(fault, plan);

        assertThat(bed.operator.maintenance().schedule().getWindowsList())
                .containsExactly(THEIRS, shared.toBuilder().clearMachineIds().addMachineIds(machine("a7")).build());
        bed.operator.maintenance().update(OTHERS);
    }

    @Test
    void aWindowThatIsNotOursIsNoneOfOurs() {
        MaintenancePlan plan = bed.plan(fault, "{}", "a1");
        MaintenancePlan later = new MaintenancePlan(plan.hosts(), plan.in(), plan.length(), plan.down(), plan.holds(), plan.machines(),
                Optional.of(plan.start().orElseThrow().plusNanos(1)));
        bed.inject(fault, later, bed.cluster.context());

        bed.undo(fault, plan);
        assertThat(fault.verifyEffect(later, bed.cluster.context()).holds()).isTrue();

        bed.undo(fault, later);
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionChangesNothing() {
        bed.undoingChangesNothing(fault, bed.plan(fault, "{}", "a1"));
    }
}
