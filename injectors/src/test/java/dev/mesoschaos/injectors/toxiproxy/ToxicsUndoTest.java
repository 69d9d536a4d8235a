package dev.mesoschaos.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mesoschaos.injectors.Breaks;
import dev.mesoschaos.injectors.Broken;
import dev.mesoschaos.injectors.FakeProxiedHosts;
import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultType;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the undo takes back, whatever became of the injection, and what it leaves alone. */
@Breaks({
    "toxiproxy-bandwidth",
    "toxiproxy-down",
    "toxiproxy-latency",
    "toxiproxy-limit-data",
    "toxiproxy-reset-peer",
    "toxiproxy-slicer",
    "toxiproxy-slow-close",
    "toxiproxy-timeout"
})
class ToxicsUndoTest extends FakeProxiedHosts {

    private static final String PARTITION = "partition {}";

    private record Case(FaultType<Object> fault, Object plan) {}

    private Case plan(String kind, String injection) {
        String[] words = kind.split(" ", 2);
        return kind.equals(PARTITION)
                ? new Case(generic(new NetworkPartition()), partition(injection))
                : new Case(generic(Toxics.fault(words[0])), poison(Toxics.fault(words[0]), words[1], injection));
    }

    @SuppressWarnings("unchecked") // Each case pairs a fault with a plan of its own.
    private static FaultType<Object> generic(FaultType<?> fault) {
        return (FaultType<Object>) fault;
    }

    private String state() {
        return server.proxies + " disabled: " + server.disabled;
    }

    static Stream<String> kinds() {
        return Stream.concat(Toxics.QUICK.stream(), Stream.of(PARTITION, "latency {latency: 5ms, toxicity: 50%}"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theUndoRemovesItsOwnToxicsAndNobodyElses(String kind) {
        server.proxies.get("a1-zk1").put("theirs", JsonNodeFactory.instance.objectNode()
                .put("name", "theirs").put("type", "latency").put("stream", "upstream").put("toxicity", 1.0)
                .set("attributes", JsonNodeFactory.instance.objectNode().put("latency", 1).put("jitter", 0)));
        server.disabled.add("a2-m1");
        Case first = plan(kind, "it-1");
        Case tenth = plan(kind.startsWith("down") ? "timeout {}" : kind, "it-10");
        tenth.fault().inject(tenth.plan(), cluster.context());
        String before = state();
        first.fault().undo(first.plan(), cluster.context());
        assertThat(state()).as("undo without inject").isEqualTo(before);

        first.fault().inject(first.plan(), cluster.context());
        assertThat(state()).isNotEqualTo(before);
        first.fault().undo(first.plan(), cluster.context());
        assertThat(state()).isEqualTo(before);
        first.fault().undo(first.plan(), cluster.context());
        assertThat(state()).as("undo twice").isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anInjectionThatBreaksAtAnyRequestIsUndoneCompletely(String kind) {
        Case one = plan(kind, "it-1");
        String before = state();
        boolean broken = true;
        for (int k = 1; broken; k++) {
            AtomicInteger left = new AtomicInteger(k);
            server.breaks = request -> left.decrementAndGet() == 0;

            Throwable failure = catchThrowable(() -> one.fault().inject(one.plan(), cluster.context()));

            broken = left.get() <= 0;
            server.breaks = request -> false;
            if (broken) {
                assertThat(failure).as("broken at request %d", k).isInstanceOf(ClusterException.class);
            } else {
                assertThat(failure).isNull();
                assertThat(k).as("requests of a whole injection").isGreaterThan(4);
            }
            one.fault().undo(one.plan(), cluster.context());
            assertThat(state()).as("broken at request %d", k).isEqualTo(before);
            if (broken) {
                Broken.at(one.fault().id(), k, k);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anUndoThatBreaksAtAnyRequestIsCompletedByTheNext(String kind) {
        Case one = plan(kind, "it-1");
        String before = state();
        boolean broken = true;
        for (int k = 1; broken; k++) {
            one.fault().inject(one.plan(), cluster.context());
            AtomicInteger left = new AtomicInteger(k);
            server.breaks = request -> left.decrementAndGet() == 0;

            Throwable unused = catchThrowable(() -> one.fault().undo(one.plan(), cluster.context()));

            broken = left.get() <= 0;
            server.breaks = request -> false;
            one.fault().undo(one.plan(), cluster.context());
            assertThat(state()).as("undo broken at request %d", k).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void toxicsThatSomebodyRemovesMeanwhileAreTold(String kind) {
        Case one = plan(kind, "it-1");
        one.fault().inject(one.plan(), cluster.context());
        assertThat(one.fault().verifyHeld(one.plan(), cluster.context()).holds()).isTrue();

        one.fault().undo(one.plan(), cluster.context());

        assertThat(one.fault().verifyHeld(one.plan(), cluster.context()).holds()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aToxicThatCannotBeRemovedIsToldAndDoesNotKeepTheOthers(String kind) {
        Case one = plan(kind, "it-1");
        one.fault().inject(one.plan(), cluster.context());
        server.breaks = request -> request.startsWith("DELETE /proxies/a1-zk1/");

        assertThatThrownBy(() -> one.fault().undo(one.plan(), cluster.context())).isInstanceOf(ClusterException.class);

        assertThat(server.proxies.keySet()).filteredOn(name -> !server.proxies.get(name).isEmpty())
                .containsExactly("a1-zk1");
        assertThat(one.fault().verifyUndone(one.plan(), cluster.context()).holds()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aProxyThatIsGoneCannotBePoisonedButIsUndone(String kind) {
        Case one = plan(kind, "it-1");
        server.proxies.remove("a1-zk1");

        assertThatThrownBy(() -> one.fault().inject(one.plan(), cluster.context()))
                .isInstanceOf(ClusterException.class);
        one.fault().undo(one.plan(), cluster.context());

        assertThat(server.proxies.values()).allSatisfy(toxics -> assertThat(toxics).isEmpty());
        assertThat(server.disabled).isEmpty();
    }

    @Test
    void aProxyThatSomebodyEnablesMeanwhileIsTold() {
        ToxiproxyDown fault = new ToxiproxyDown();
        ToxicPlan plan = poison(fault, "{}", "down-1");
        fault.inject(plan, cluster.context());

        server.disabled.remove("a1-zk1");

        assertThat(fault.verifyHeld(plan, cluster.context())).isEqualTo(Evidence.missing("1 of 2 toxics are there"));
    }

    @Test
    void aProxyThatSomebodyElseHasDisabledIsRefusedAndStaysDisabled() {
        ToxiproxyDown fault = new ToxiproxyDown();
        ToxicPlan plan = poison(fault, "{}", "down-1");
        server.disabled.add("a1-zk1");

        assertThatThrownBy(() -> fault.inject(plan, cluster.context()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("the proxy a1-zk1 is disabled already, by somebody else; enable it first");
        fault.undo(plan, cluster.context());

        assertThat(server.disabled).containsExactly("a1-zk1");
        assertThat(server.proxies.get("a1-zk1")).isEmpty();
        assertThat(server.proxies.get("m1-zk1")).isEmpty();
    }
}
