package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.model.Quantity;
import dev.mesoschaos.scenarios.model.TargetSpec;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetResolverTest {

    private static final Topology TOPOLOGY = FakeCluster.topologyOf(3, 2);
    private static final LinkTargets NO_LINKS = new LinkTargets(TOPOLOGY, List.of(), Map.of());

    @Test
    void noLeaderIsNoTarget() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names(new TargetSpec.LeadingMaster(), 1))
                .withMessageContaining("no master leads");
    }

    @Test
    void aRackThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names(new TargetSpec.Rack(Optional.of("r9")), 1))
                .withMessageContaining("r9")
                .withMessageContaining("r1, r2, r3");
    }

    @Test
    void simulatedAgentsAreNobodysTarget() {
        Topology crowded = new Topology(TOPOLOGY.hosts(), 600);
        TargetResolver resolver = new TargetResolver(crowded, Optional.empty(), Map.of(), NO_LINKS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolver.resolve(
                        new TargetSpec.Rack(Optional.of("sr1")), new Seed(1).stream("targets")))
                .withMessageContaining("simulated agents stand on no host");
        assertThat(resolver.resolve(new TargetSpec.OfRole(Role.AGENT, new Quantity.All()), new Seed(1).stream("x"))
                        .names())
                .hasSize(6);
    }

    @Test
    void aShareThatComesToNobodyIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names(new TargetSpec.OfRole(Role.AGENT, new Quantity.Percent(10)), 1))
                .withMessageContaining("matches nothing");
    }

    @Test
    void nobodyHasMostTasksWhereNoTaskRuns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names(new TargetSpec.MostTasks(Optional.of("api")), 1))
                .withMessageContaining("app api");
    }

    @Test
    void theAgentWithMostTasksOfAnAppIsFoundByThatAppAlone() {
        assertThat(names(new TargetSpec.MostTasks(Optional.of("web")), 1)).containsExactly("a4");
        assertThat(names(new TargetSpec.MostTasks(Optional.empty()), 1)).containsExactly("a2");
    }

    @Test
    void theLeadersAreWhoLeadsNow() {
        assertThat(new TargetResolver(TOPOLOGY, Optional.of(new Led()), Map.of(), NO_LINKS)
                        .resolve(new TargetSpec.ZooKeeperLeader(), new Seed(1).stream("x"))
                        .names())
                .containsExactly("zk2");
    }

    @Test
    void anyRackIsARackOfAgentsAndTheWholeOfIt() {
        for (long seed = 0; seed < 20; seed++) {
            List<String> names = names(new TargetSpec.Rack(Optional.empty()), seed);
            assertThat(names).as("seed %d", seed).isIn(List.of("a1", "a2"), List.of("a3", "a4"), List.of("a5", "a6"));
        }
    }

    @Test
    void theSameSeedChoosesTheSameTargets() {
        TargetSpec two = new TargetSpec.OfRole(Role.AGENT, new Quantity.Count(2));

        assertThat(names(two, 42)).isEqualTo(names(two, 42)).hasSize(2);
    }

    private static List<String> names(TargetSpec target, long seed) {
        Map<String, Map<String, Integer>> tasks =
                Map.of("web", Map.of("a4", 3, "a2", 1), "batch", Map.of("a2", 9));
        return new TargetResolver(TOPOLOGY, Optional.empty(), tasks, NO_LINKS)
                .resolve(target, new Seed(seed).stream("targets"))
                .names();
    }

    private static final class Led implements Leaders {
        @Override
        public Optional<String> leadingMaster() {
            return Optional.of("m3");
        }

        @Override
        public Optional<String> zookeeperLeader() {
            return Optional.of("zk2");
        }
    }
}
