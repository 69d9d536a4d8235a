package dev.mesoschaos.injectors.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.zookeeper.ServerState.Part;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerStateTest {

    @Test
    void aServerThatServesTellsItsPartAndItsLoad() {
        ServerState state = ServerState.parse("""
                Zookeeper version: 3.9.5-x, built on 2026-01-01 00:00 UTC
                Latency min/avg/max: 0/0.6316/12
                Received: 20
                Sent: 19
                Connections: 7
                Outstanding: 31
                Zxid: 0x100000004
                Mode: follower
                Node count: 9
                """);

        assertThat(state).isEqualTo(new ServerState(Part.FOLLOWER, 6, 31));
    }

    @Test
    void aServerWithoutAQuorumRunsButDoesNotServe() {
        ServerState state = ServerState.parse("This ZooKeeper instance is not currently serving requests\n");

        assertThat(state.part()).isEqualTo(Part.NOT_SERVING);
        assertThat(state.part().serves()).isFalse();
    }

    @Test
    void nobodyThereIsSilentAndNotAServerWithoutAQuorum() {
        Address nobody = new Address("127.0.0.1", 1);

        assertThat(ServerState.ask(List.of(nobody)))
                .isEqualTo(Map.of(nobody, new ServerState(Part.SILENT, 0, 0)));
    }

    @Test
    void aWordThatAServerDoesNotAllowIsToldWithItsRemedy() {
        try (FakeServer server = new FakeServer("127.66.1.9")) {
            server.answer = "cons is not executed because it is not in the whitelist.";

            assertThatThrownBy(() -> FourLetterWord.ask(server.address(), "cons", Duration.ofSeconds(5)))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("add it to its 4lw.commands.whitelist");
        }
    }
}
