package dev.mesoschaos.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakePower;
import dev.mesoschaos.injectors.FakeService;
import dev.mesoschaos.injectors.FakeShell;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Power;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What it takes to be believed that a partition bites, and that it is gone. */
class PartitionEvidenceTest {

    /** The kernel sends nothing there for a connection. */
    private static final Address NOWHERE = new Address("255.255.255.255", 5051);

    private final NetworkPartition fault = new NetworkPartition();
    private final FakeShell shell = new FakeShell();
    private final FakeService cut = new FakeService("127.66.1.1", () -> true);
    private final FakeService bystander = new FakeService("127.66.1.2", () -> true);
    private final FakeCluster cluster = new FakeCluster(List.of(
            new Host("a1", Role.AGENT, "r1", cut.address()), new Host("a2", Role.AGENT, "r2", bystander.address())));
    private final PartitionPlan plan = Samples.partition(cluster, "cut-1", "{}", "a1");
    private final FakePower power = new FakePower();

    @BeforeEach
    void giveTheClusterPowers() {
        cluster.powers.put(Shell.class, shell);
        cluster.powers.put(Power.class, power);
    }

    @AfterEach
    void close() {
        cut.close();
        bystander.close();
    }

    private Evidence effect() {
        return fault.verifyEffect(plan, cluster.context());
    }

    private void lose(FakeService... services) {
        cluster.route = address -> List.of(services).stream().anyMatch(lost -> lost.address().equals(address))
                ? NOWHERE
                : address;
    }

    @Test
    void silenceBehindFiltersThatDropIsAPartition() {
        fault.inject(plan, cluster.context());
        lose(cut);

        await().until(this::effect, Evidence.holds(
                "out of reach: a1; within reach: a2; packet filters on 2 hosts have dropped 12 packets")::equals);
    }

    @Test
    void silenceBehindBlackholeRoutesIsAPartition() {
        shell.host("a1").hasNft = false;
        shell.host("a2").hasNft = false;
        fault.inject(plan, cluster.context());
        lose(cut);

        await().until(this::effect,
                Evidence.holds("out of reach: a1; within reach: a2; blackhole routes on 2 hosts")::equals);
    }

    @Test
    void whatStillPassesTheOtherWayIsCounted() {
        PartitionPlan mute = Samples.partition(cluster, "cut-1", "{direction: out}", "a1");
        fault.inject(mute, cluster.context());
        lose(cut);

        await().untilAsserted(() -> assertThat(fault.verifyEffect(mute, cluster.context()).detail())
                .endsWith("packet filters on 2 hosts have dropped 6 packets and let 3 pass the other way"));
    }

    @Test
    void aHostThatIsStillWithinReachIsNotCutOff() {
        fault.inject(plan, cluster.context());

        await().until(this::effect, Evidence.missing("still within reach: a1")::equals);
    }

    @Test
    void aHostWhoseDaemonIsDeadIsStillWithinReach() {
        fault.inject(plan, cluster.context());
        cut.close();

        // A machine that stalls may be late with the refusal of a connection.
        await().until(this::effect, Evidence.missing("still within reach: a1")::equals);
    }

    @Test
    void aHostThatIsSilentByItselfIsNotCutOff() {
        lose(cut);

        await().until(this::effect, Evidence.missing("neither packet filter nor blackhole routes on a1, a2")::equals);
    }

    @Test
    void aClusterThatIsSilentAltogetherProvesNothing() {
        fault.inject(plan, cluster.context());
        lose(cut, bystander);

        assertThat(effect()).isEqualTo(Evidence.missing("no bystander is within reach either: a2"));
    }

    @Test
    void aHoldThatSomebodyElseEndedIsNoticed() {
        fault.inject(plan, cluster.context());
        assertThat(fault.verifyHeld(plan, cluster.context()).holds()).isTrue();

        shell.host("a2").tables.clear();

        assertThat(fault.verifyHeld(plan, cluster.context()))
                .isEqualTo(Evidence.missing("neither packet filter nor blackhole routes on a2"));
    }

    @Test
    void itIsGoneWhenNothingIsLeftAndTheHostIsWithinReach() {
        fault.inject(plan, cluster.context());
        cluster.undo(fault, plan);

        await().until(() -> fault.verifyUndone(plan, cluster.context()),
                Evidence.holds("nothing is left; within reach: a1")::equals);
        lose(cut);
        assertThat(fault.verifyUndone(plan, cluster.context()))
                .isEqualTo(Evidence.missing("nothing of ours is left, but out of reach: a1"));
    }

    @Test
    void aHostThatLostItsPowerMeanwhileHasNothingLeft() {
        fault.inject(plan, cluster.context());
        power.off("a1");
        lose(cut);
        cluster.undo(fault, plan);

        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
    }
}
