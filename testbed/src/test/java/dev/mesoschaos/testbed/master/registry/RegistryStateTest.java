package dev.mesoschaos.testbed.master.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.DrainConfig;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.DrainState;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.maintenance.Protos.Window;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;
import org.junit.jupiter.api.Test;

class RegistryStateTest {

    private static final DrainInfo DRAINING = DrainInfo.newBuilder()
            .setState(DrainState.DRAINING)
            .setConfig(DrainConfig.newBuilder().setMarkGone(true))
            .build();

    private static AgentInfo agent(String id) {
        return AgentInfo.newBuilder().setHostname("h").setId(AgentID.newBuilder().setValue(id)).build();
    }

    @Test
    void allOfItSurvivesTheWayThroughBytes() throws Exception {
        MachineID machine = MachineID.newBuilder().setHostname("h").setIp("10.0.0.1").build();
        Schedule schedule = Schedule.newBuilder()
                .addWindows(Window.newBuilder().addMachineIds(machine).setUnavailability(
                        Unavailability.newBuilder().setStart(TimeInfo.newBuilder().setNanoseconds(1))))
                .build();
        RegistryState state = RegistryState.EMPTY
                .admit(agent("S0"))
                .admit(agent("S1"))
                .markUnreachable("S1", 7)
                .markGone("S2", 8)
                .drain("S0", DRAINING)
                .deactivate("S1")
                .maintain(schedule, Set.of(machine))
                .limit(Map.of("q", QuotaConfig.newBuilder()
                        .setRole("q")
                        .putLimits("cpus", Value.Scalar.newBuilder().setValue(1).build())
                        .build()))
                .weigh(Map.of("w", 2.5));

        assertThat(RegistryBytes.read(RegistryBytes.of(state))).isEqualTo(state);
        assertThat(RegistryBytes.read(new byte[0])).isEqualTo(RegistryState.EMPTY);
    }

    @Test
    void drainingSurvivesUnreachabilityButNotTheEndOfAnAgent() {
        RegistryState draining = RegistryState.EMPTY.admit(agent("S0")).drain("S0", DRAINING);

        assertThat(draining.markUnreachable("S0", 7).drains()).containsKey("S0");
        assertThat(draining.markGone("S0", 7).drains()).isEmpty();
        assertThat(draining.remove("S0").deactivated()).isEmpty();
        assertThat(draining.reactivate("S0").deactivated()).isEmpty();
    }

    @Test
    void whatIsTooOldOrTooMuchIsCollectedTheOldestFirst() {
        RegistryState state = RegistryState.EMPTY
                .markUnreachable("S0", 1)
                .markUnreachable("S1", 20)
                .markUnreachable("S2", 30)
                .markGone("S3", 2)
                .deactivate("S0");

        RegistryState collected = state.collect(10, 1);

        assertThat(collected.unreachable()).containsOnlyKeys("S2");
        assertThat(collected.gone()).isEmpty();
        assertThat(collected.deactivated()).isEmpty();
    }
}
