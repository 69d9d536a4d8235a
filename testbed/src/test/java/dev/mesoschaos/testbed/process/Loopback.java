package dev.mesoschaos.testbed.process;

import java.util.concurrent.atomic.AtomicInteger;

/** Loopback addresses of this JVM's own, so that tests may use fixed ports beside other test runs on the machine. */
public final class Loopback {

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private Loopback() {}

    /** An address that no one else asked for. */
    public static String fresh() {
        long pid = ProcessHandle.current().pid();
        return "127.%d.%d.%d".formatted(64 + (pid >> 8) % 64, pid % 256, NEXT.getAndIncrement());
    }
}
