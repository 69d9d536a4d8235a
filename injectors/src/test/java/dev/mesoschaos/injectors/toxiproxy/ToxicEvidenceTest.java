package dev.mesoschaos.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.FakeHttp;
import dev.mesoschaos.injectors.FakeLinks;
import dev.mesoschaos.injectors.FakeToxiproxy;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is not believed: a toxic that the server shows and that nobody feels, and an undo after which links are dead. */
class ToxicEvidenceTest {

    private static final Address NOWHERE = new Address("127.0.0.1", 1);

    private FakeHttp master;
    private FakeToxiproxy server;
    private FakeCluster cluster;

    @BeforeEach
    void start() throws IOException {
        master = new FakeHttp("127.0.0.1");
        server = new FakeToxiproxy(List.of("to-m1"));
        cluster = new FakeCluster(List.of(new Host("m1", Role.MASTER, "control", master.address())));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        master.close();
    }

    private ToxicPlan plan(ToxicFault fault, String yaml, Address listen, Address upstream) {
        cluster.powers.put(Links.class, new FakeLinks(
                server.api(), List.of(new Links.Link("to-m1", "harness", "m1", listen, upstream))));
        return Samples.planner(fault, yaml).plan(cluster.links("to-m1"), cluster.situation("it-1"));
    }

    @ParameterizedTest
    @FieldSource("dev.mesoschaos.injectors.toxiproxy.Toxics#QUICK")
    void aToxicThatNobodyFeelsDoesNotBite(String kind) {
        String[] words = kind.split(" ", 2);
        ToxicFault fault = Toxics.fault(words[0]);
        ToxicPlan plan = plan(fault, words[1], master.address(), master.address());
        fault.inject(plan, cluster.context());

        Evidence effect = fault.verifyEffect(plan, cluster.context());

        assertThat(effect.holds()).as(effect.detail()).isFalse();
        assertThat(effect.detail()).contains("12 conversations through them harmed");
    }

    @ParameterizedTest
    @FieldSource("dev.mesoschaos.injectors.toxiproxy.Toxics#QUICK")
    void whatIsDeadPastTheProxyTooProvesNothing(String kind) {
        String[] words = kind.split(" ", 2);
        ToxicFault fault = Toxics.fault(words[0]);
        ToxicPlan plan = plan(fault, words[1], NOWHERE, NOWHERE);
        fault.inject(plan, cluster.context());

        assertThat(fault.verifyEffect(plan, cluster.context()))
                .isEqualTo(Evidence.missing("127.0.0.1:1 does not answer past the proxy either: refused"));
        fault.undo(plan, cluster.context());
        assertThat(fault.verifyUndone(plan, cluster.context()).holds()).isFalse();
    }

    @ParameterizedTest
    @FieldSource("dev.mesoschaos.injectors.toxiproxy.Toxics#QUICK")
    void aLinkThatIsStillDeadIsNotUndone(String kind) {
        String[] words = kind.split(" ", 2);
        ToxicFault fault = Toxics.fault(words[0]);
        ToxicPlan plan = plan(fault, words[1], NOWHERE, master.address());

        Evidence undone = fault.verifyUndone(plan, cluster.context());

        assertThat(undone.holds()).isFalse();
        assertThat(undone.detail()).startsWith("no toxic is left; 0 of 6 conversations are sound");
    }

    @Test
    void aToxicThatTheServerHasLostDoesNotBite() {
        ToxiproxyDown fault = new ToxiproxyDown();
        ToxicPlan plan = plan(fault, "{}", NOWHERE, master.address());

        assertThat(fault.verifyEffect(plan, cluster.context())).isEqualTo(Evidence.missing("0 of 1 toxics are there"));
    }

    @Test
    void aRefusedConnectionIsWhatADisabledProxyGives() {
        ToxiproxyDown fault = new ToxiproxyDown();
        ToxicPlan plan = plan(fault, "{}", NOWHERE, master.address());
        fault.inject(plan, cluster.context());

        assertThat(fault.verifyEffect(plan, cluster.context()).detail())
                .startsWith("1 links poisoned; 12 of 12 conversations through them harmed; ");
        assertThat(fault.verifyUndone(plan, cluster.context()))
                .isEqualTo(Evidence.missing("1 toxics are still there"));
    }
}
