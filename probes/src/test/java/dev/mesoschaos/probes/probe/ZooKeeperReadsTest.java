package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZooKeeperReadsTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    @Test
    void anEnsembleThatIsDownIsNoAnswer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        try (ZooKeeperReads reads = new ZooKeeperReads(List.of(new Address("127.0.0.1", port)), TIMEOUT)) {
            assertThat(reads.ask().outcome()).isIn(Outcome.BROKEN, Outcome.TIMEOUT);
        }
    }

    @Test
    void aServerThatTakesConnectionsAndSaysNothingIsWaitedForAsLongAsAllowed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ZooKeeperReads reads =
                        new ZooKeeperReads(List.of(new Address("127.0.0.1", silent.getLocalPort())), TIMEOUT)) {
            assertThat(reads.ask().outcome()).isEqualTo(Outcome.TIMEOUT);
        }
    }
}
