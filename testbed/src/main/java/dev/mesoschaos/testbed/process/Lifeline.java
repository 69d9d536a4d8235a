package dev.mesoschaos.testbed.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Ends this process when its parent is gone.
 *
 * <p>The parent keeps the write end of this process's standard input open and never writes to it. The kernel closes it
 * when the parent dies, however it dies.
 */
public final class Lifeline {

    /** The environment variable that asks for a lifeline; its only value is {@code stdin}. */
    public static final String VARIABLE = "MESOS_CHAOS_LIFELINE";

    /** The exit status of a process whose lifeline was cut. */
    public static final int CUT_STATUS = 86;

    private Lifeline() {}

    /**
     * Watches standard input from now on when the environment asks for it.
     *
     * @throws IllegalArgumentException when {@value #VARIABLE} holds anything but {@code stdin}
     */
    public static void hold() {
        hold(() -> {});
    }

    /**
     * The same for a process that has something to end before it ends itself.
     *
     * @param farewell runs first when the line is cut; must not hang
     * @throws IllegalArgumentException when {@value #VARIABLE} holds anything but {@code stdin}
     */
    public static void hold(Runnable farewell) {
        hold(System.getenv(), System.in, () -> {
            try {
                farewell.run();
            } finally {
                Runtime.getRuntime().halt(CUT_STATUS);
            }
        });
    }

    static void hold(Map<String, String> environment, InputStream line, Runnable end) {
        String wanted = environment.get(VARIABLE);
        if (wanted == null) {
            return;
        }
        if (!wanted.equals("stdin")) {
            throw new IllegalArgumentException(VARIABLE + "='" + wanted + "' is unknown: set it to stdin or unset it");
        }
        Thread.ofPlatform().daemon().name("lifeline").start(() -> {
            awaitEnd(line);
            end.run();
        });
    }

    private static void awaitEnd(InputStream line) {
        byte[] ignored = new byte[64];
        try {
            while (line.read(ignored) >= 0) {
                // Only the end counts.
            }
        } catch (IOException e) {
            // A line that cannot be read any more is cut.
        }
    }
}
