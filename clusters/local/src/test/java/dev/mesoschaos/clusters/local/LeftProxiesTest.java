package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.testbed.proxy.ProxyServer;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of proxies on the user's own server when their cluster is gone. */
class LeftProxiesTest {

    private static final String LIVING = ClusterIds.ofThisProcess();
    /** No process has this start time, so it is gone. */
    private static final String GONE = LIVING.replaceAll("[0-9]+$", "1");
    private static final String GONE_TOO = LIVING.replaceAll("[0-9]+$", "12");
    private static final String OF_ANOTHER_MACHINE = GONE.replaceFirst("local-........", "local-00000000");

    private ProxyServer server;
    private ToxiproxyClient client;
    private Map<String, String> settings;

    @BeforeEach
    void start() throws IOException {
        server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 42);
        client = new ToxiproxyClient("127.0.0.1", server.address().getPort());
        settings = Map.of("toxiproxy.address", "127.0.0.1:" + server.address().getPort());
        for (String name : List.of("theirs", "local-theirs", LIVING + "-a", GONE + "-a", GONE + "-b", GONE_TOO + "-a",
                OF_ANOTHER_MACHINE + "-a")) {
            client.createProxy(name, "127.0.0.1:0", "127.0.0.1:1").toxics().latency("slow", ToxicDirection.DOWNSTREAM, 1);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> left() throws IOException {
        return client.getProxies().stream().map(Proxy::getName).sorted().toList();
    }

    @Test
    void aServerThatDoesNotAnswerIsToldWithWhatMayBeThere() {
        server.close();

        assertThatThrownBy(() -> new LocalProvider().reopen(GONE, settings))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(settings.get("toxiproxy.address"))
                .hasMessageContaining("may still have proxies whose names begin with " + GONE)
                .hasMessageContaining("start it, and undo again");
    }

    @Test
    void theUndoOfARunThatIsStillGoingOnTouchesNothing() throws IOException {
        assertThatThrownBy(() -> new LocalProvider().reopen(LIVING, settings)).hasMessageContaining("is still going on");

        assertThat(left()).hasSize(7);
    }

    @Test
    void theUndoOfARunThatDiedRemovesItsProxiesAndNobodyElses() throws IOException {
        assertThat(new LocalProvider().reopen(GONE, settings)).isEmpty();
        assertThat(new LocalProvider().reopen(GONE, settings)).as("twice").isEmpty();

        assertThat(left()).containsExactlyInAnyOrder(
                "theirs", "local-theirs", LIVING + "-a", GONE_TOO + "-a", OF_ANOTHER_MACHINE + "-a");
    }

    @Test
    void theNextClusterSweepsAwayWhatEarlierOnesOfThisMachineLeft() throws IOException {
        LeftProxies.sweep(dev.mesoschaos.clusters.local.ProxyServer.ofUser(settings));

        assertThat(left()).containsExactlyInAnyOrder("theirs", "local-theirs", LIVING + "-a", OF_ANOTHER_MACHINE + "-a");
    }

    @Test
    void withoutAServerOfTheUserEverythingIsGoneWithTheCluster() {
        assertThat(new LocalProvider().reopen(GONE, Map.of())).isEmpty();
    }
}
