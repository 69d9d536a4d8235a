package dev.mesoschaos.injectors.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Datagrams to a port where nobody listens: they are in nobody's way, and the kernel of whoever gets them counts them.
 *
 * @param sent how many
 * @param arrived how many their receiver counted, damaged ones apart
 * @param damaged how many its checksums found
 */
record Datagrams(int sent, long arrived, long damaged) {

    private static final int DISCARD = 9;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final byte[] CONTENT = "mesos-chaos looks whether packets arrive\n".getBytes(UTF_8);

    /** A new socket for each, as one that has heard of an unreachable port fails once. */
    private static final String SEND = """
            n=0
            for ((i = 0; i < $2; i++)); do
                echo mesos-chaos looks whether packets arrive >"/dev/udp/$1/9" && n=$((n + 1))
            done
            echo $n
            """;

    /**
     * Sends datagrams and counts those that arrive.
     *
     * @param from name of a host, or {@code harness} for this process
     * @param to name of a host, or {@code harness} for this process
     * @param address of the receiver
     * @throws ClusterException when nobody can send or count
     */
    static Datagrams send(FaultContext context, String from, String to, String address, int count) {
        Shell shell = context.power(Shell.class);
        Received before = received(shell, to);
        int sent = from.equals(Towards.US) ? sendFromHere(address, count) : sendFrom(shell, from, address, count);
        Received after = received(shell, to);
        return new Datagrams(sent, after.whole - before.whole, after.damaged - before.damaged);
    }

    private static int sendFrom(Shell shell, String host, String address, int count) {
        Shell.Result result = shell.run(host, List.of("bash", "-c", SEND, "traffic", address, "" + count), "", LIMIT);
        if (!result.ok()) {
            throw new ClusterException("no datagrams from " + host + ", which needs bash for them: install bash there ("
                    + result.stderr().strip() + ")");
        }
        return Integer.parseInt(result.stdout().strip());
    }

    private static int sendFromHere(String address, int count) {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < count; i++) {
                socket.send(new DatagramPacket(CONTENT, CONTENT.length, new InetSocketAddress(address, DISCARD)));
            }
            return count;
        } catch (IOException e) {
            throw new ClusterException("no datagrams to " + address + ": " + e.getMessage(), e);
        }
    }

    private static Received received(Shell shell, String host) {
        if (host.equals(Towards.US)) {
            try {
                return Received.of(Files.readString(Path.of("/proc/net/snmp")) + Files.readString(Path.of("/proc/net/snmp6")));
            } catch (IOException e) {
                throw new ClusterException("this machine does not count datagrams: " + e.getMessage(), e);
            }
        }
        return Received.of(shell.run(host, "sh", "-c", "cat /proc/net/snmp /proc/net/snmp6 2>/dev/null").stdout());
    }

    /** What a kernel has received for ports where nobody listens. */
    private record Received(long whole, long damaged) {

        static Received of(String snmp) {
            List<String> udp = snmp.lines().filter(line -> line.startsWith("Udp: ")).toList();
            if (udp.size() != 2) {
                throw new ClusterException("a host does not count datagrams in /proc/net/snmp");
            }
            List<String> names = Arrays.asList(udp.getFirst().split(" ", -1));
            String[] values = udp.getLast().split(" ", -1);
            return new Received(
                    Long.parseLong(values[names.indexOf("NoPorts")]) + six(snmp, "Udp6NoPorts"),
                    Long.parseLong(values[names.indexOf("InCsumErrors")]) + six(snmp, "Udp6InCsumErrors"));
        }

        private static long six(String snmp, String name) {
            return snmp.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                    .sum();
        }
    }
}
