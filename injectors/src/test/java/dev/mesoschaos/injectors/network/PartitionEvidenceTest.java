package dev.mesoschaos.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeService;
import dev.mesoschaos.injectors.FakeShell;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it takes to be believed that a partition bites, and that it is gone. */
class PartitionEvidenceTest {

    private final NetworkPartition fault = new NetworkPartition();
    private final FakeShell shell = new FakeShell();
    private boolean dead;
    private boolean bystanderDead;
    private final FakeService cut = new FakeService("127.66.1.1", () -> !dead);
    private final FakeService bystander = new FakeService("127.66.1.2", () -> !bystanderDead);
    private final FakeCluster cluster = new FakeCluster(List.of(
            new Host("a1", Role.AGENT, "r1", cut.address()), new Host("a2", Role.AGENT, "r2", bystander.address())));
    private final PartitionPlan plan = PartitionPlan.cutOff(
            cluster.targets("a1"), cluster.situation("cut-1", Capability.HOST_NETWORK));

    @BeforeEach
    void giveTheClusterAShell() {
        cluster.powers.put(Shell.class, shell);
    }

    @AfterEach
    void close() {
        cut.close();
        bystander.close();
    }

    private Evidence effect() {
        return fault.verifyEffect(plan, cluster.context());
    }

    @Test
    void silenceBehindFiltersThatDropIsAPartition() {
        fault.inject(plan, cluster.context());
        dead = true;

        assertThat(effect()).isEqualTo(
                Evidence.holds("a1 do not answer, a2 does; 12 packets dropped so far"));
    }

    @Test
    void silenceBehindBlackholeRoutesIsAPartition() {
        shell.host("a2").hasNft = false;
        fault.inject(plan, cluster.context());
        dead = true;

        assertThat(effect()).isEqualTo(Evidence.holds("a1 do not answer, a2 does; blackhole routes on 2 hosts"));
    }

    @Test
    void aHostThatStillAnswersIsNotCutOff() {
        fault.inject(plan, cluster.context());

        assertThat(effect()).isEqualTo(Evidence.missing("still answering: a1"));
    }

    @Test
    void aHostThatIsSilentByItselfIsNotCutOff() {
        dead = true;

        assertThat(effect().detail()).isEqualTo("neither packet filter nor blackhole routes on a1, a2");
        assertThat(effect().holds()).isFalse();
    }

    @Test
    void aClusterThatIsSilentAltogetherProvesNothing() {
        fault.inject(plan, cluster.context());
        dead = true;
        bystanderDead = true;

        assertThat(effect()).isEqualTo(Evidence.missing("the bystander a2 does not answer either"));
    }

    @Test
    void itIsGoneWhenNothingIsLeftAndTheHostAnswers() {
        fault.inject(plan, cluster.context());
        cluster.undo(fault, plan);

        assertThat(fault.verifyUndone(plan, cluster.context())).isEqualTo(Evidence.holds("a1 answer again"));
        dead = true;
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isFalse();
    }
}
