package dev.mesoschaos.injectors.traffic;

import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Datagrams that a peer sent back, measured from outside of all that a fault says about itself.
 *
 * @param sent how many went out
 * @param order their numbers as they came back
 * @param tripsMs round trips, as they came back
 * @param damaged how many came back with a wrong checksum, as this machine's kernel says
 * @param lastAfter from the first to the last that came back
 */
record Echoes(int sent, List<Integer> order, List<Double> tripsMs, long damaged, Duration lastAfter) {

    private static final int SILENCE_MS = 1_000;

    /** Sends so many, one each so often. */
    static Echoes measure(String peer, int count, int bytes, Duration every, Clock clock) throws IOException {
        Instant[] sent = new Instant[count];
        List<Integer> order = new ArrayList<>();
        List<Double> trips = new ArrayList<>();
        Instant[] ends = new Instant[2];
        long damagedBefore = damagedHere();
        AtomicBoolean done = new AtomicBoolean();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setReceiveBufferSize(1 << 22);
            socket.setSoTimeout(SILENCE_MS);
            CompletableFuture<Void> receiving = CompletableFuture.runAsync(() -> {
                DatagramPacket packet = new DatagramPacket(new byte[bytes], bytes);
                while (receive(socket, packet, done)) {
                    Instant now = clock.now();
                    int number = ByteBuffer.wrap(packet.getData()).getInt();
                    ends[0] = ends[0] == null ? now : ends[0];
                    ends[1] = now;
                    order.add(number);
                    trips.add(Duration.between(sent[number], now).toNanos() / 1e6);
                }
            });
            for (int i = 0; i < count; i++) {
                byte[] content = new byte[bytes];
                ByteBuffer.wrap(content).putInt(i);
                sent[i] = clock.now();
                socket.send(new DatagramPacket(content, bytes, new InetSocketAddress(peer, TrafficPeer.PORT)));
                if (every.isPositive()) {
                    clock.pause(every);
                }
            }
            done.set(true);
            receiving.join();
        }
        return new Echoes(
                count,
                order,
                trips,
                damagedHere() - damagedBefore,
                ends[0] == null ? Duration.ZERO : Duration.between(ends[0], ends[1]));
    }

    private static boolean receive(DatagramSocket socket, DatagramPacket packet, AtomicBoolean done) {
        while (true) {
            try {
                socket.receive(packet);
                return true;
            } catch (SocketTimeoutException e) {
                if (done.get()) {
                    return false;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static long damagedHere() throws IOException {
        List<String> udp = Files.readAllLines(Path.of("/proc/net/snmp")).stream()
                .filter(line -> line.startsWith("Udp: "))
                .toList();
        int column = Arrays.asList(udp.getFirst().split(" ", -1)).indexOf("InCsumErrors");
        return Long.parseLong(udp.getLast().split(" ", -1)[column]);
    }

    /** How many came back at all. */
    long back() {
        return order.stream().distinct().count();
    }

    /** How many came back more than once. */
    long twice() {
        return order.size() - back();
    }

    /** How many came back before one that was sent earlier. */
    long overtaking() {
        long overtaking = 0;
        int least = Integer.MAX_VALUE;
        for (int number : order.reversed()) {
            overtaking += number > least ? 1 : 0;
            least = Math.min(least, number);
        }
        return overtaking;
    }

    /** Mean length of runs of datagrams that did not come back. */
    double meanRunOfLosses() {
        boolean[] back = new boolean[sent];
        order.forEach(number -> back[number] = true);
        int runs = 0;
        for (int i = 0; i < sent; i++) {
            runs += !back[i] && (i == 0 || back[i - 1]) ? 1 : 0;
        }
        return runs == 0 ? 0 : (double) (sent - back()) / runs;
    }

    double percentileMs(double percent) {
        List<Double> sorted = tripsMs.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.round(percent / 100 * (sorted.size() - 1))));
    }

    double meanMs() {
        return tripsMs.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    double deviationMs() {
        double mean = meanMs();
        return Math.sqrt(tripsMs.stream().mapToDouble(trip -> (trip - mean) * (trip - mean)).average().orElseThrow());
    }
}
