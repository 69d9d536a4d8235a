package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.injectors.FakeService;
import dev.mesoschaos.scenarios.cluster.Address;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;

/** A host's services: answers on TCP, and sends each datagram back; until the process that started it ends. */
public final class TrafficPeer {

    /** Of the echo. */
    static final int PORT = 7;

    private TrafficPeer() {}

    public static void main(String[] addresses) throws Exception {
        Address at = Address.parse(addresses[0]);
        try (FakeService service = new FakeService(at.host(), at.port(), () -> true);
                DatagramSocket socket = new DatagramSocket(PORT)) {
            socket.setSendBufferSize(1 << 22);
            Thread.ofPlatform().daemon().start(() -> echo(socket));
            System.out.println(service.address());
            while (System.in.read() >= 0) {
                // Its starter never says anything; it only goes.
            }
        }
    }

    private static void echo(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        while (true) {
            try {
                packet.setLength(2000);
                socket.receive(packet);
                socket.send(packet);
            } catch (IOException e) {
                // What cannot be sent back is lost, as anywhere in a network.
            }
        }
    }
}
