package dev.mesoschaos.injectors.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.HostCommand;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Uplinks;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UplinkSaturationTest {

    private static final String MARK = "run_7_copy_1_";

    private final UplinkSaturation fault = new UplinkSaturation();
    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());
    private final UplinkPlan plan = plan("a1", "a2");
    private final List<String> commands = new ArrayList<>();
    private Shell.Result answer = new Shell.Result(0, "", "");
    private OptionalLong bandwidth = OptionalLong.of(10_000_000);

    /** What leaves the rack between two looks a second apart. */
    private long sentBytesPerLook;

    private long sentBytes;

    private UplinkPlan plan(String... hosts) {
        return Samples.planner(fault, "{}").plan(
                cluster.targets(hosts), cluster.situation("copy-1", Capability.HOST_NETWORK, Capability.UPLINKS));
    }

    @BeforeEach
    void giveTheClusterItsPowers() {
        cluster.powers.put(Shell.class, (Shell) (host, command, stdin, timeout) -> {
            commands.add(host + " " + String.join(" ", command.subList(command.size() - 3, command.size())));
            return answer;
        });
        cluster.powers.put(Uplinks.class, new Uplinks() {
            @Override
            public OptionalLong bitsPerSecond() {
                return bandwidth;
            }

            @Override
            public long sentBytes(String rack) {
                assertThat(rack).isEqualTo("r1");
                sentBytes += sentBytesPerLook;
                return sentBytes;
            }
        });
    }

    @Test
    void eachHostOfTheRackSendsItsPartToAnotherRack() {
        assertThat(plan.rack()).isEqualTo("r1");
        assertThat(plan.senders()).extracting(UplinkPlan.Sender::host).containsExactly("a1", "a2");
        assertThat(plan.senders()).extracting(UplinkPlan.Sender::mark).containsExactly(MARK + "a1", MARK + "a2");
        assertThat(plan.senders()).extracting(UplinkPlan.Sender::to).isSubsetOf("10.0.0.1", "10.0.0.2", "10.0.2.1");

        fault.inject(plan, cluster.context());

        // 125 % of 10 Mbit/s, of which datagrams are 1400 bytes of 1442, by two.
        assertThat(commands).containsExactly(
                "a1 " + MARK + "a1 741 " + plan.senders().getFirst().to(),
                "a2 " + MARK + "a2 741 " + plan.senders().getLast().to());
    }

    @Test
    void theUndoEndsWhatHasTheMark() {
        assertThat(fault.undoOnHosts(plan)).extracting(HostCommand::host).containsExactly("a1", "a2");
        assertThat(fault.undoOnHosts(plan)).extracting(command -> command.command().getLast())
                .containsExactly(MARK + "a1", MARK + "a2");
    }

    @Test
    void anUplinkThatIsNotFullIsNotSaturated() {
        sentBytesPerLook = 1_000_000;
        Evidence evidence = fault.verifyEffect(plan, cluster.context());
        assertThat(evidence.holds()).as(evidence.detail()).isFalse();

        sentBytesPerLook = 100_000_000;
        assertThat(fault.verifyEffect(plan, cluster.context()).holds()).isTrue();
    }

    @Test
    void uplinksWithoutABandwidthCannotBeFull() {
        bandwidth = OptionalLong.empty();

        assertThatThrownBy(() -> fault.inject(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageEndingWith("write 'uplink: 100mbit' below 'cluster'");
        assertThat(commands).isEmpty();
    }

    @Test
    void aHostThatCannotSendIsNamed() {
        answer = new Shell.Result(127, "", "bash: not found");

        assertThatThrownBy(() -> fault.inject(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessage("no traffic from a1: bash: not found");
    }

    @Test
    void whoeverStillSendsIsNamed() {
        answer = new Shell.Result(0, "process /proc/7/environ\n", "");
        assertThat(fault.verifyUndone(plan, cluster.context())).isEqualTo(Evidence.missing("still sending: a1, a2"));
        assertThat(fault.verifyHeld(plan, cluster.context()).holds()).isTrue();

        answer = new Shell.Result(0, "", "");
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isTrue();
        assertThat(fault.verifyHeld(plan, cluster.context()).holds()).isFalse();
    }

    @Test
    void anUplinkIsOneRacks() {
        assertThatThrownBy(() -> plan("a1", "a3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write 'target: {rack: any}'");
    }
}
