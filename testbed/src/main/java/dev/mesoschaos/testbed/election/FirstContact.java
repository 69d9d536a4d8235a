package dev.mesoschaos.testbed.election;

import dev.mesoschaos.testbed.zookeeper.FourLetterWord;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.apache.zookeeper.client.ConnectStringParser;

/** Whether it is worth asking an ensemble for a session. */
final class FirstContact {

    private static final Duration LIMIT = Duration.ofMillis(250);

    private FirstContact() {}

    /** Whether a server takes part in an ensemble with a quorum, or does not say. */
    static boolean anyServes(String connectString) {
        try {
            return new ConnectStringParser(connectString).getServerAddresses().stream().anyMatch(FirstContact::serves);
        } catch (IllegalArgumentException e) {
            // The client has the better words for what is wrong with it.
            return true;
        }
    }

    private static boolean serves(InetSocketAddress server) {
        try {
            InetSocketAddress resolved = new InetSocketAddress(server.getHostString(), server.getPort());
            String answer = FourLetterWord.ask(resolved, "srvr", LIMIT);
            return !answer.isEmpty() && !answer.contains("not currently serving");
        } catch (IOException e) {
            return false;
        }
    }
}
