package dev.mesoschaos.workloads.collector;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Listens for what tasks say of themselves and writes each statement to the journal once. */
public final class Collector implements AutoCloseable {

    private static final int MAX_LINE_BYTES = 1024;
    private static final int REMEMBERED = 10_000;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final DatagramSocket socket;
    private final Recorder recorder;
    private final Clock clock;
    private final Thread receiver;
    private final Map<String, Boolean> heard = new LinkedHashMap<>();
    private final Signs signs = new Signs();
    private boolean strangerNoted;

    private Collector(DatagramSocket socket, Recorder recorder, Clock clock) {
        this.socket = socket;
        this.recorder = recorder;
        this.clock = clock;
        this.receiver = Thread.ofPlatform().daemon().name("collector").unstarted(this::receive);
    }

    /**
     * Starts listening on a free port.
     *
     * @param ip of this process on a network that tasks reach and no fault touches
     * @throws IOException when nothing can listen there
     */
    public static Collector open(String ip, Recorder recorder, Clock clock) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(ip), 0));
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        Collector collector = new Collector(socket, recorder, clock);
        collector.receiver.start();
        return collector;
    }

    /** Where tasks send their statements. */
    public Address address() {
        return new Address(socket.getLocalAddress().getHostAddress(), socket.getLocalPort());
    }

    /** When a task last said that it works; empty when it never did, or has said that it stops. */
    public Optional<Instant> lastSign(String task) {
        return signs.last(task);
    }

    private void receive() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_LINE_BYTES], MAX_LINE_BYTES);
        while (!socket.isClosed()) {
            try {
                packet.setLength(MAX_LINE_BYTES);
                socket.receive(packet);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    recorder.record(new Event.Note(clock.now(), "the collector could not receive: " + e.getMessage()));
                }
                continue;
            }
            heard(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII), clock.now());
        }
    }

    private void heard(String line, Instant at) {
        MarkLine.parse(line).ifPresentOrElse(
                mark -> {
                    signs.heard(mark, at);
                    if (firstTime(mark)) {
                        recorder.record(mark.received(at));
                    }
                },
                () -> stranger(line, at));
    }

    private boolean firstTime(MarkLine mark) {
        boolean first = heard.putIfAbsent(mark.identity(), true) == null;
        if (heard.size() > REMEMBERED) {
            heard.remove(heard.keySet().iterator().next());
        }
        return first;
    }

    /** Noted once: a stranger who sends without end must not fill the journal. */
    private void stranger(String line, Instant at) {
        if (!strangerNoted) {
            strangerNoted = true;
            String shown = line.substring(0, Math.min(line.length(), 80));
            recorder.record(new Event.Note(at, "the collector got a datagram that is no mark of a task: " + shown));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
