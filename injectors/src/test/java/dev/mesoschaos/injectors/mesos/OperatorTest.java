package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.fault.Evidence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.mesos.v1.Protos.AgentID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What faults hear of masters that do not do as they are told. */
class OperatorTest {

    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private HttpServer master;

    @BeforeEach
    void startAMaster() throws IOException {
        master = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        master.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            int status = statuses.size() > 1 ? statuses.remove() : statuses.element();
            byte[] text = (status + " said the master").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, status == 200 ? -1 : text.length);
            if (status != 200) {
                exchange.getResponseBody().write(text);
            }
            exchange.close();
        });
        master.start();
        cluster.masters = List.of(address());
    }

    @AfterEach
    void stop() {
        master.stop(0);
    }

    private Address address() {
        return new Address("127.0.0.1", master.getAddress().getPort());
    }

    private static Optional<String> deactivate(OperatorClient client) {
        client.agentControl().deactivate(AgentID.newBuilder().setValue("S1").build());
        return Optional.empty();
    }

    private void insist(Duration patience) {
        Operator.insist(cluster.context(), "deactivating a1", patience, OperatorTest::deactivate);
    }

    @Test
    void mastersThatAskForAPrincipalAreAMessageOfOneLine() {
        statuses.add(401);

        assertThatThrownBy(() -> insist(Operator.PATIENCE))
                .isInstanceOf(ClusterException.class)
                .hasMessage("deactivating a1: " + address() + "/api/v1 answers 401: 401 said the master"
                        + " (the masters ask who it is, and the harness comes without a principal)");
    }

    @Test
    void aRefusalIsNotTriedAgainAndSaysWhatIsMissing() {
        statuses.addAll(List.of(403, 200));

        assertThatThrownBy(() -> insist(Operator.PATIENCE))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("403 said the master (the masters' ACLs forbid it");
        assertThat(statuses).containsExactly(200);
    }

    @Test
    void anOrderIsGivenAgainWhileNobodyLeads() {
        statuses.addAll(List.of(503, 409, 200));

        insist(Operator.PATIENCE);

        assertThat(statuses).containsExactly(200);
    }

    @Test
    void anOrderThatNobodyTakesFailsInTheEnd() {
        statuses.add(503);

        assertThatThrownBy(() -> insist(Duration.ofMillis(600)))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("deactivating a1: " + address() + "/api/v1 answers 503");
    }

    @Test
    void whatAnOrderWaitsForIsSaidWhenItDoesNotCome() {
        assertThatThrownBy(() -> Operator.insist(cluster.context(), "reactivating a1", Duration.ofMillis(300),
                        client -> Optional.of("it still drains")))
                .isInstanceOf(ClusterException.class)
                .hasMessage("reactivating a1: it still drains");
    }

    @Test
    void aLookAtMastersWithoutALeaderIsNoEvidenceAndNoFailure() {
        statuses.add(503);

        Evidence evidence = Operator.look(cluster.context(), "looking at agents", client ->
                Evidence.holds(client.agents().toString()));

        assertThat(evidence.holds()).isFalse();
        assertThat(evidence.detail()).contains("looking at agents", "answers 503");
    }

    @Test
    void aLookThatIsForbiddenFails() {
        statuses.add(403);

        assertThatThrownBy(() -> Operator.look(cluster.context(), "looking at agents", client ->
                        Evidence.holds(client.agents().toString())))
                .isInstanceOf(ClusterException.class);
    }

    @Test
    void mastersBehindProxiesAreDialledThere() {
        statuses.add(200);
        cluster.masters = List.of(new Address("127.0.0.9", 5050));
        cluster.route = advertised -> address();

        assertThat(Operator.ask(cluster.context(), "deactivating a1", OperatorTest::deactivate)).isEmpty();
    }
}
