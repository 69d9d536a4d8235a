package dev.mesoschaos.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeLinks;
import dev.mesoschaos.injectors.FakeService;
import dev.mesoschaos.injectors.FakeToxiproxy;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it takes to be believed that links are slow, and that they are quick again. */
class LatencyEvidenceTest {

    private final ToxiproxyLatency fault = new ToxiproxyLatency();
    private boolean answers = true;
    private Duration slow = Duration.ZERO;
    private final FakeService zookeeper = new FakeService("127.66.2.1", () -> true);
    private final FakeService proxy = new FakeService("127.66.2.2", () -> answers, () -> slow);
    private final FakeCluster cluster = new FakeCluster(List.of(
            new Host("zk1", Role.ZOOKEEPER, "control", zookeeper.address()),
            new Host("m1", Role.MASTER, "control", zookeeper.address())));
    private FakeToxiproxy server;
    private LatencyPlan plan;

    @BeforeEach
    void start() throws IOException {
        server = new FakeToxiproxy(List.of("m1-zk1"));
        cluster.powers.put(Links.class, new FakeLinks(
                server.api(), List.of(new Links.Link("m1-zk1", "m1", "zk1", proxy.address()))));
        plan = Samples.planner(fault, "{latency: 300ms, jitter: 100ms}")
                .plan(cluster.targets("zk1"), cluster.situation("slow-1", Capability.ZOOKEEPER_LINKS));
        fault.inject(plan, cluster.context());
    }

    @AfterEach
    void stop() {
        server.close();
        zookeeper.close();
        proxy.close();
    }

    @Test
    void answersThatComeLaterThanDirectOnesBite() {
        slow = Duration.ofMillis(300);

        Evidence effect = fault.verifyEffect(plan, cluster.context());

        assertThat(effect.holds()).as(effect.detail()).isTrue();
        assertThat(effect.detail()).matches("1 links poisoned; answers take \\d+\\.\\d ms longer than direct ones, "
                + "asked for were 300 ms");
    }

    @Test
    void aToxicThatAnswersDoNotFeelDoesNotBite() {
        assertThat(fault.verifyEffect(plan, cluster.context()).holds()).isFalse();
    }

    @Test
    void aLinkThatAnswersNothingIsNotSlow() {
        answers = false;
        LatencyPlan brief = new LatencyPlan(plan.mark(), plan.links(), 1, 0);

        assertThat(fault.verifyEffect(brief, cluster.context()))
                .isEqualTo(Evidence.missing("no answer came through the links"));
    }

    @Test
    void itIsGoneWhenNoToxicIsLeftAndAnswersAreQuickAgain() {
        slow = Duration.ofMillis(300);
        assertThat(fault.verifyUndone(plan, cluster.context()).detail()).isEqualTo("1 toxics are still there");
        fault.undo(plan, cluster.context());
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).as("still slow").isFalse();

        slow = Duration.ZERO;

        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
    }

    @Test
    void onlyLinksToZookeeperCanBeSlowed() {
        assertThatThrownBy(() -> Samples.planner(fault, "{latency: 1s}")
                        .plan(cluster.targets("m1"), cluster.situation("slow-1", Capability.ALL_LINKS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target: {links: zookeeper}");
    }
}
