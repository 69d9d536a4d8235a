package dev.mesoschaos.injectors.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mesoschaos.injectors.Breaks;
import dev.mesoschaos.injectors.FakeProxiedHosts;
import dev.mesoschaos.injectors.network.NetworkPartition;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.FaultType;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which toxics the undo removes, whatever became of the injection, and which it leaves alone. */
@Breaks("toxiproxy-latency")
class ToxicsUndoTest extends FakeProxiedHosts {

    private record Case(FaultType<Object> fault, Object plan) {}

    private Case plan(String kind, String injection) {
        return kind.equals("latency")
                ? new Case(generic(new ToxiproxyLatency()), latency(injection))
                : new Case(generic(new NetworkPartition()), partition(injection));
    }

    @SuppressWarnings("unchecked") // Each case pairs a fault with a plan of its own.
    private static FaultType<Object> generic(FaultType<?> fault) {
        return (FaultType<Object>) fault;
    }

    static Stream<String> kinds() {
        return Stream.of("latency", "partition");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theUndoRemovesItsOwnToxicsAndNobodyElses(String kind) {
        server.proxies.get("a1-zk1").put("theirs", JsonNodeFactory.instance.objectNode()
                .put("name", "theirs").put("type", "latency").put("stream", "upstream").put("toxicity", 1.0)
                .set("attributes", JsonNodeFactory.instance.objectNode().put("latency", 1).put("jitter", 0)));
        Case first = plan(kind, "it-1");
        Case tenth = plan(kind, "it-10");
        tenth.fault().inject(tenth.plan(), cluster.context());
        String before = server.proxies.toString();
        first.fault().undo(first.plan(), cluster.context());
        assertThat(server.proxies).as("undo without inject").hasToString(before);

        first.fault().inject(first.plan(), cluster.context());
        assertThat(server.proxies.toString()).isNotEqualTo(before);
        first.fault().undo(first.plan(), cluster.context());
        assertThat(server.proxies).hasToString(before);
        first.fault().undo(first.plan(), cluster.context());
        assertThat(server.proxies).as("undo twice").hasToString(before);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anInjectionThatBreaksAtAnyRequestIsUndoneCompletely(String kind) {
        Case one = plan(kind, "it-1");
        for (int k = 1; k <= 4; k++) {
            AtomicInteger left = new AtomicInteger(k);
            server.breaks = request -> left.decrementAndGet() == 0;

            assertThat(catchThrowable(() -> one.fault().inject(one.plan(), cluster.context())))
                    .as("broken at request %d", k)
                    .isInstanceOf(ClusterException.class);
            one.fault().undo(one.plan(), cluster.context());

            assertThat(server.proxies.values()).allSatisfy(toxics -> assertThat(toxics).isEmpty());
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
    }
}
