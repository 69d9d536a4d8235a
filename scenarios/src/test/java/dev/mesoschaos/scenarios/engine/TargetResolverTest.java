package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.model.Quantity;
import dev.mesoschaos.scenarios.model.TargetSpec;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetResolverTest {

    private static final Topology TOPOLOGY = FakeCluster.topologyOf(3, 2);
    private static final LinkTargets NO_LINKS = new LinkTargets(TOPOLOGY, List.of(), List.of());

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
        TargetResolver resolver = new TargetResolver(crowded, Optional.empty(), List.of(), NO_LINKS);

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
        assertThat(new TargetResolver(TOPOLOGY, Optional.of(new Led()), List.of(), NO_LINKS)
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

    @Test
    void executorsAreThoseOfTasksThatRunAndTheirHostsAreTargets() {
        Targets all = resolve(new TargetSpec.Executors("web", new Quantity.All()), 1);
        Targets one = resolve(new TargetSpec.Executors("web", new Quantity.Any()), 1);

        assertThat(all.tasks()).hasSize(4).contains(new Targets.TaskOn("a2", "web.3"));
        assertThat(all.names()).containsExactlyInAnyOrder("a2", "a4");
        assertThat(one.tasks()).hasSize(1);
        assertThat(one.names()).containsExactly(one.tasks().getFirst().host());
        assertThat(one.description())
                .isEqualTo("executors of any of 4 tasks of app web: " + one.tasks().getFirst());
        assertThat(resolve(new TargetSpec.Executors("web", new Quantity.Any()), 1)).isEqualTo(one);
        assertThat(resolve(new TargetSpec.OfRole(Role.AGENT, new Quantity.All()), 1).tasks()).isEmpty();
    }

    @Test
    void anAppWithoutTasksHasNoExecutors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(new TargetSpec.Executors("api", new Quantity.All()), 1))
                .withMessageContaining("matches nothing: executors of all of 0 tasks of app api is none");
    }

    private static List<String> names(TargetSpec target, long seed) {
        return resolve(target, seed).names();
    }

    /** Three tasks of web on a4 and one on a2, where nine of batch run; one of web on a host that is no target. */
    private static Targets resolve(TargetSpec target, long seed) {
        List<RunningTask> tasks = new ArrayList<>();
        IntStream.range(0, 4).forEach(i -> tasks.add(running("web", "web." + i, i < 3 ? "a4" : "a2")));
        IntStream.range(0, 9).forEach(i -> tasks.add(running("batch", "batch." + i, "a2")));
        tasks.add(running("web", "web.9", "s1"));
        return new TargetResolver(TOPOLOGY, Optional.empty(), tasks, NO_LINKS)
                .resolve(target, new Seed(seed).stream("targets"));
    }

    private static RunningTask running(String app, String task, String host) {
        return new RunningTask(app, task, host, Optional.empty());
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
