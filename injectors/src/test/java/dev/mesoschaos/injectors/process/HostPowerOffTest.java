package dev.mesoschaos.injectors.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.Breaks;
import dev.mesoschaos.injectors.Broken;
import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakePower;
import dev.mesoschaos.injectors.FakeService;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Power;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Breaks("host-power-off")
class HostPowerOffTest {

    private final HostPowerOff fault = new HostPowerOff();
    private final FakePower power = new FakePower();
    private boolean bootsItsDaemon = true;
    private final FakeService agent1 = new FakeService("127.66.0.1", () -> power.isOn("a1"));
    private final FakeService agent2 = new FakeService("127.66.0.2", () -> power.isOn("a2") && bootsItsDaemon);
    private final FakeCluster cluster = new FakeCluster(List.of(
            new Host("a1", Role.AGENT, "r1", agent1.address()), new Host("a2", Role.AGENT, "r1", agent2.address())));
    private final HostPowerOff.Plan plan = Samples.planner(fault, "{}")
            .plan(cluster.targets("a1", "a2"), cluster.situation("off-1", Capability.POWER));

    @BeforeEach
    void giveTheClusterSwitches() {
        cluster.powers.put(Power.class, power);
    }

    @AfterEach
    void close() {
        agent1.close();
        agent2.close();
    }

    @Test
    void hostsGoOffAndComeBackOn() {
        fault.inject(plan, cluster.context());
        assertThat(fault.verifyEffect(plan, cluster.context()).holds()).isTrue();
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isFalse();

        fault.undo(plan, cluster.context());
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
        assertThat(fault.verifyEffect(plan, cluster.context()).holds()).isFalse();
        assertThat(power.switched).startsWith("a1 off", "a2 off").hasSize(4).contains("a1 on", "a2 on");
    }

    @Test
    void aHostThatSomebodySwitchesOnMeanwhileIsTold() {
        fault.inject(plan, cluster.context());
        assertThat(fault.verifyHeld(plan, cluster.context()).holds()).isTrue();

        power.on("a2");

        assertThat(fault.verifyHeld(plan, cluster.context()).detail()).isEqualTo("somebody has switched them on: [a2]");
    }

    @Test
    void aHostThatIsOnButDoesNotAnswerIsNotBack() {
        fault.inject(plan, cluster.context());
        bootsItsDaemon = false;

        fault.undo(plan, cluster.context());
        Evidence undone = fault.verifyUndone(plan, cluster.context());

        assertThat(undone.holds()).isFalse();
        assertThat(undone.detail()).isEqualTo("still off: [], answering: [a1]");
    }

    @Test
    void aStuckSwitchDoesNotKeepTheOthersOff() {
        fault.inject(plan, cluster.context());
        power.stuck = "a1";

        assertThatThrownBy(() -> fault.undo(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the switch of a1 is stuck");
        assertThat(power.isOn("a2")).isTrue();

        power.stuck = "";
        fault.undo(plan, cluster.context());
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
    }

    @Test
    void anInjectionThatBreaksHalfWayIsUndone() {
        for (int k = 1; k <= 2; k++) {
            power.stuck = "a" + k;
            assertThatThrownBy(() -> fault.inject(plan, cluster.context())).isInstanceOf(ClusterException.class);
            power.stuck = "";

            fault.undo(plan, cluster.context());

            assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
            Broken.at(fault.id(), k, plan.hosts().size());
        }
    }

    @Test
    void undoingTwiceOrWithoutAnInjectionLeavesHostsOn() {
        fault.undo(plan, cluster.context());
        fault.undo(plan, cluster.context());

        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
        assertThat(power.switched).doesNotContain("a1 off", "a2 off");
    }
}
