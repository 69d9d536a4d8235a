package dev.mesoschaos.testbed.master.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.http.HttpServer;
import dev.mesoschaos.testbed.http.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three replicas behind real servers, and masters that come and go. */
class ReplicatedRegistryTest {

    private static final AgentInfo AGENT = AgentInfo.newBuilder()
            .setHostname("a1")
            .setId(AgentID.newBuilder().setValue("m-S0"))
            .build();

    @TempDir
    private Path directory;

    /** Throws away the answers that come after the end of a test. */
    private final ScheduledExecutorService actor =
            new ScheduledThreadPoolExecutor(1, new ThreadPoolExecutor.DiscardPolicy());

    private final Map<String, HttpServer> servers = new LinkedHashMap<>();
    private final Map<String, RegistryReplica> replicas = new ConcurrentHashMap<>();

    @BeforeEach
    void startReplicas() throws IOException {
        for (String name : new String[] {"m1", "m2", "m3"}) {
            replicas.put(name, new RegistryReplica(directory.resolve(name)));
            Router router = new Router();
            router.route(RegistryPeers.PATH, (request, exchange) ->
                    new RegistryPeers(name, replicas.get(name), Links.DIRECT).handle(request, exchange));
            HttpServer server = HttpServer.start(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), router, SystemTime.clock());
            servers.put("127.0.0.1:" + server.address().getPort(), server);
        }
    }

    @AfterEach
    void stopReplicas() {
        servers.values().forEach(HttpServer::close);
        actor.shutdownNow();
    }

    private ReplicatedRegistry master(int salt) throws IOException {
        RegistryLimits limits =
                new RegistryLimits(2, Duration.ofSeconds(2), Duration.ofMillis(1500));
        RegistryReplica none = new RegistryReplica(directory.resolve("client-" + salt));
        RegistryPeers peers = new RegistryPeers("none", none, Links.DIRECT);
        return new ReplicatedRegistry(peers, () -> Set.copyOf(servers.keySet()), limits, actor, salt);
    }

    private void wipe(String name) throws IOException {
        replicas.put(name, new RegistryReplica(directory.resolve(name + "-wiped")));
    }

    private void stop(int count) {
        servers.values().stream().limit(count).forEach(HttpServer::close);
    }

    @Test
    void withoutAQuorumNothingIsRecovered() throws Exception {
        stop(2);

        assertThatThrownBy(() -> master(1).recover().get(10, TimeUnit.SECONDS)).hasMessageContaining("Failed to perform fetch within 2secs");
    }

    @Test
    void withoutAQuorumNothingIsWritten() throws Exception {
        ReplicatedRegistry leader = master(1);
        leader.recover().get(10, TimeUnit.SECONDS);
        stop(2);

        assertThatThrownBy(() -> leader.store(RegistryState.EMPTY.admit(AGENT)).get(10, TimeUnit.SECONDS))
                .hasMessageContaining("Failed to perform store within 1500ms");
    }

    @Test
    void anEarlierLeaderCannotWriteAnyMore() throws Exception {
        ReplicatedRegistry earlier = master(1);
        earlier.recover().get(10, TimeUnit.SECONDS);
        master(2).recover().get(10, TimeUnit.SECONDS);

        assertThatThrownBy(() -> earlier.store(RegistryState.EMPTY.admit(AGENT)).get(10, TimeUnit.SECONDS))
                .hasMessageContaining("another master has taken over");
    }

    @Test
    void theNextLeaderReadsWhatTheLastOneWroteEvenWhenOneReplicaIsGone() throws Exception {
        ReplicatedRegistry first = master(2);
        first.recover().get(10, TimeUnit.SECONDS);
        RegistryState written =
                RegistryState.EMPTY.admit(AGENT).markUnreachable("m-S0", 7).markGone("m-S1", 8);
        first.store(written).get(10, TimeUnit.SECONDS);
        stop(1);

        assertThat(master(1).recover().get(10, TimeUnit.SECONDS)).isEqualTo(written);
    }

    @Test
    void aWipedReplicaHasNoVoteUntilALeaderHasWrittenToIt() throws Exception {
        master(1).recover().get(10, TimeUnit.SECONDS);
        wipe("m3");
        stop(1);

        // One voter and one that is wiped are no quorum of two, and not all there can be.
        assertThatThrownBy(() -> master(2).recover().get(10, TimeUnit.SECONDS)).hasMessageContaining("fetch");
    }

    @Test
    void aWipedReplicaVotesAgainOnceItHasCaughtUp() throws Exception {
        ReplicatedRegistry leader = master(1);
        leader.recover().get(10, TimeUnit.SECONDS);
        RegistryState written = RegistryState.EMPTY.admit(AGENT);
        wipe("m3");
        leader.store(written).get(10, TimeUnit.SECONDS);
        await().until(() -> replicas.get("m3").vote().voting());
        stop(1);

        assertThat(master(2).recover().get(10, TimeUnit.SECONDS)).isEqualTo(written);
    }

    @Test
    void aReplicaThatJoinedAfterThePromisesAcceptsTheLeadersWrites() throws IOException {
        RegistryReplica late = new RegistryReplica(directory.resolve("late"));

        assertThat(late.accept(5, new byte[] {1})).isTrue();
        assertThat(late.vote().promised()).isEqualTo(5);
        assertThat(late.accept(4, new byte[] {2})).isFalse();
    }

    @Test
    void aReplicaRemembersItsPromiseAndItsContentAfterARestart() throws IOException {
        RegistryReplica before = new RegistryReplica(directory.resolve("restarted"));
        before.initialise(5);
        before.accept(5, new byte[] {1, 2});

        RegistryReplica after = new RegistryReplica(directory.resolve("restarted"));

        assertThat(after.vote()).isEqualTo(before.vote());
        assertThat(after.accept(4, new byte[] {3})).isFalse();
        assertThat(after.vote().bytes()).containsExactly(1, 2);
    }

    @Test
    void anAgentIsInOneListOnly() {
        RegistryState state = RegistryState.EMPTY.admit(AGENT).markUnreachable("m-S0", 7);
        assertThat(state.admitted()).isEmpty();
        assertThat(state.admit(AGENT).unreachable()).isEmpty();
        assertThat(state.markGone("m-S0", 8).unreachable()).isEmpty();
    }
}
