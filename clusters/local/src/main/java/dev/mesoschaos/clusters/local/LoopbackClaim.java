package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Loopback addresses that no other run uses.
 *
 * @param claim a listening socket at a fixed place among them, so that it ends with this process
 */
record LoopbackClaim(LoopbackAddresses addresses, ServerSocket claim) implements AutoCloseable {

    private static final String CLAIM_PLACE = ".254";
    private static final int CLAIM_PORT = 4999;
    private static final int MOST_TRIES = 200;

    /**
     * Claims two networks drawn at random.
     *
     * @throws ClusterException when none is free, or the machine has no such addresses
     */
    static LoopbackClaim take(RandomGenerator random) {
        IOException last = null;
        for (int i = 0; i < MOST_TRIES; i++) {
            LoopbackAddresses addresses = new LoopbackAddresses(random.nextInt(1, 255), 2 * random.nextInt(0, 127));
            try {
                return new LoopbackClaim(addresses, listen(addresses.hosts() + CLAIM_PLACE));
            } catch (IOException e) {
                last = e;
            }
        }
        throw new ClusterException("no free network among the loopback addresses 127.0.0.0/8: " + last
                + "; the proxied network needs Linux, where all of them can be used", last);
    }

    private static ServerSocket listen(String address) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), CLAIM_PORT));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new ClusterException("the claim on " + addresses.hosts() + ".0/24 cannot be given up: " + e.getMessage(), e);
        }
    }
}
