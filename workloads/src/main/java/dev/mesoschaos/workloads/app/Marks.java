package dev.mesoschaos.workloads.app;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What a task says of itself, as datagrams {@code MARK app task host epoch-microseconds}: a lost or slow network never
 * holds the task up. START and STOP are said several times, with the time of the first.
 */
final class Marks extends Thread {

    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int REPEATS = 3;

    private final InstantSource clock = InstantSource.system();
    private final DatagramSocket socket;
    private final InetSocketAddress collector;
    private final String identity;
    private final String started = micros();

    private Marks(Map<String, String> environment) throws IOException {
        super("marks");
        setDaemon(true);
        String address = environment.get("COLLECTOR");
        int colon = address.lastIndexOf(':');
        collector = new InetSocketAddress(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        socket = new DatagramSocket();
        identity = String.join(
                " ",
                environment.getOrDefault("APP", "unknown"),
                environment.getOrDefault("MESOS_TASK_ID", "unknown"),
                environment.getOrDefault("HOST", "unknown"));
    }

    /** Says START now, a beat every 500 ms, and STOP when the process ends in order. */
    static void report(Map<String, String> environment) throws IOException {
        Marks marks = new Marks(environment);
        Runtime.getRuntime().addShutdownHook(new Thread("stop") {
            @Override
            public void run() {
                marks.stopped();
            }
        });
        marks.start();
    }

    @Override
    public void run() {
        for (int beats = 0; !isInterrupted(); beats++) {
            if (beats < REPEATS) {
                send("START", started);
            }
            send("BEAT", micros());
            LockSupport.parkNanos(BEAT_NANOS);
        }
    }

    private void stopped() {
        String now = micros();
        for (int i = 0; i < REPEATS; i++) {
            send("STOP", now);
        }
    }

    private void send(String mark, String micros) {
        byte[] line = String.join(" ", mark, identity, micros).getBytes(StandardCharsets.US_ASCII);
        try {
            socket.send(new DatagramPacket(line, line.length, collector));
        } catch (IOException e) {
            // The network is cut or the harness is gone: the app goes on, and the collector's silence is the finding.
            return;
        }
    }

    private String micros() {
        Instant now = clock.instant();
        return Long.toString(TimeUnit.SECONDS.toMicros(now.getEpochSecond())
                + TimeUnit.NANOSECONDS.toMicros(now.getNano()));
    }
}
