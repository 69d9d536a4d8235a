package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Two neighbouring /24 networks of the loopback range that no other run uses: one for hosts, one for proxies.
 *
 * <p>The claim is a listening socket at a fixed place in the first of them, so it ends with this process.
 */
final class LoopbackClaim implements Layout.Addresses, AutoCloseable {

    /** Room for 20 racks of 10, and the control rack. */
    private static final int RACK_SIZE = 11;

    private static final int LAST_PLACE = 250;
    private static final String CLAIM_PLACE = ".254";
    private static final int CLAIM_PORT = 4999;
    private static final int MOST_TRIES = 200;

    private final String hosts;
    private final String proxies;
    private final ServerSocket claim;

    private LoopbackClaim(int second, int third, ServerSocket claim) {
        this.hosts = "127." + second + "." + third;
        this.proxies = "127." + second + "." + (third + 1);
        this.claim = claim;
    }

    /**
     * Claims two networks drawn at random.
     *
     * @throws ClusterException when none is free, or the machine has no such addresses
     */
    static LoopbackClaim take(RandomGenerator random) {
        IOException last = null;
        for (int i = 0; i < MOST_TRIES; i++) {
            int second = random.nextInt(1, 255);
            int third = 2 * random.nextInt(0, 127);
            try {
                return new LoopbackClaim(second, third, listen("127." + second + "." + third + CLAIM_PLACE));
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

    /** Where all proxies and their API listen. */
    String proxies() {
        return proxies + ".1";
    }

    @Override
    public String service(int rack, int place) {
        int number = rack * RACK_SIZE + place;
        if (number > LAST_PLACE || (place > RACK_SIZE && rack > 0)) {
            throw new ClusterException("rack " + rack + " has no place for host " + place
                    + ": the proxied network holds 10 agents a rack; use fewer, or the namespaced network");
        }
        return hosts + "." + number;
    }

    @Override
    public String management(int rack, int place) {
        return service(rack, place);
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new ClusterException("the claim on " + hosts + ".0/24 cannot be given up: " + e.getMessage(), e);
        }
    }
}
