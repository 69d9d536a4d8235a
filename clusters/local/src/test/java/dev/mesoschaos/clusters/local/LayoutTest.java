package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private final Layout layout = Layout.of(ClusterSpec.DEFAULT, new NamespacePlan());

    @Test
    void everyHostHasAnAddressOfItsOwn() {
        Layout large = Layout.of(new ClusterSpec(20, 50, 7, 7, Map.of(), Map.of()), new NamespacePlan());

        assertThat(large.hosts()).hasSize(1014);
        assertThat(large.hosts()).extracting(HostPlan::address).doesNotHaveDuplicates();
        assertThat(large.hosts()).extracting(HostPlan::management).doesNotHaveDuplicates();
        assertThat(large.hosts()).extracting(HostPlan::name).doesNotHaveDuplicates();
    }

    @Test
    void agentsStandInTheirRacksAndTheControlPlaneInItsOwn() {
        assertThat(layout.topology(0).agentRacks()).containsExactly("r1", "r2", "r3");
        assertThat(layout.topology(0).agentsOf("r2")).extracting("name").containsExactly("a3", "a4");
        assertThat(layout.of(Role.MASTER)).extracting(plan -> plan.host().rack()).containsOnly("control");
        assertThat(layout.racks()).containsExactly("control", "r1", "r2", "r3");
    }

    @Test
    void theSimulatorHasAHostThatIsNoTarget() {
        Layout crowded = Layout.of(new ClusterSpec(3, 2, 3, 3, Map.of(), Map.of(), 600, 0), new NamespacePlan());

        assertThat(crowded.host("simulator").address()).isEqualTo("10.77.4.11");
        assertThat(crowded.racks()).containsExactly("control", "r1", "r2", "r3", "sim");
        assertThat(crowded.of(Role.AGENT)).hasSize(6);
        assertThat(crowded.topology(600)).isEqualTo(new Topology(layout.topology(0).hosts(), 600));
    }

    @Test
    void anUnknownHostIsNamedBesideTheKnownOnes() {
        assertThatThrownBy(() -> layout.host("a9")).hasMessageContaining("'a9'").hasMessageContaining("a6");
    }
}
