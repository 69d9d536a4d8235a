package dev.mesoschaos.testbed.master.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.junit.jupiter.api.Test;

/** The texts are those of real masters: recordings of statement 62 and of malformed requests. */
class MachinesTest {

    private static final MachineID M1 = MachineID.newBuilder().setHostname("Host1").setIp("10.0.0.1").build();
    private static final MachineID M2 = MachineID.newBuilder().setHostname("host2").setIp("10.0.0.2").build();
    private static final Machines NONE = new Machines(Schedule.getDefaultInstance(), Set.of());
    private static final Machines BOTH = new Machines(schedule(M1, M2), Set.of());
    private static final String NAME = "Machine '{\"hostname\":\"Host1\",\"ip\":\"10.0.0.1\"}' ";

    private static Schedule schedule(MachineID... machines) {
        return Schedule.newBuilder().addWindows(window(machines)).build();
    }

    private static Window window(MachineID... machines) {
        return Window.newBuilder()
                .addAllMachineIds(List.of(machines))
                .setUnavailability(Unavailability.newBuilder().setStart(TimeInfo.newBuilder().setNanoseconds(7)))
                .build();
    }

    @Test
    void aScheduleNamesEachMachineOnceAndTellsADurationThatCanBe() {
        assertThat(NONE.problem(schedule(M1, M1))).contains(NAME + "appears more than once in the schedule");
        assertThat(NONE.problem(schedule())).contains("List of machines in the maintenance window is empty");
        Unavailability.Builder negative = Unavailability.newBuilder()
                .setStart(TimeInfo.newBuilder().setNanoseconds(7))
                .setDuration(DurationInfo.newBuilder().setNanoseconds(-1));
        assertThat(NONE.problem(Schedule.newBuilder()
                        .addWindows(window(M1).toBuilder().setUnavailability(negative))
                        .build()))
                .contains("Unavailability 'duration' is negative");
        assertThat(NONE.problem(schedule(M1, M2))).isEmpty();
    }

    @Test
    void aMachineThatIsDownStaysInTheSchedule() {
        Machines down = BOTH.start(List.of(M1));

        assertThat(down.problem(schedule(M2))).contains(NAME + "is deactivated and cannot be removed from the schedule");
        assertThat(down.draining()).containsExactly(M2);
    }

    @Test
    void onlyDrainingMachinesGoDownAndOnlyDownOnesComeUp() {
        assertThat(NONE.problemOfStart(List.of(), machine -> true)).contains("List of machines is empty");
        assertThat(NONE.problemOfStart(List.of(M1), machine -> false))
                .contains(NAME + "is not part of a maintenance schedule");
        assertThat(NONE.problemOfStart(List.of(M1), machine -> true))
                .contains(NAME + "is not in DRAINING mode and cannot be brought down");
        assertThat(BOTH.problemOfStop(List.of(M1), machine -> true))
                .contains(NAME + "is not in DOWN mode and cannot be brought up");
        assertThat(BOTH.problemOfStart(List.of(M1), machine -> true)).isEmpty();
        assertThat(BOTH.start(List.of(M1)).problemOfStop(List.of(M1), machine -> true)).isEmpty();
    }

    @Test
    void aMachineThatComesUpLeavesTheSchedule() {
        Machines up = BOTH.start(List.of(M1)).stop(List.of(M1));

        assertThat(up.scheduled()).containsExactly(M2);
        assertThat(up.down()).isEmpty();
        assertThat(up.stop(List.of(M2)).schedule()).isEqualTo(Schedule.getDefaultInstance());
    }

    @Test
    void anAgentIsOnAMachineWhenHostNameAndAddressAreTheSame() {
        assertThat(BOTH.of("host1", "10.0.0.1")).contains(M1);
        assertThat(BOTH.of("host1", "10.0.0.2")).isEmpty();
        assertThat(BOTH.unavailability("HOST1", "10.0.0.1")).isPresent();
        assertThat(BOTH.isDown("host1", "10.0.0.1")).isFalse();
        assertThat(BOTH.start(List.of(M1)).isDown("host1", "10.0.0.1")).isTrue();
    }
}
