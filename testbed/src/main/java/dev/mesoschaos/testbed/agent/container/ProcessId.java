package dev.mesoschaos.testbed.agent.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * @param startTicks clock ticks from the machine's boot to the start of the process, field 22 of {@code /proc/PID/stat}
 */
public record ProcessId(long pid, long startTicks) {

    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    /** The process that has this number now; empty when there is none or it waits only to be reaped. */
    public static Optional<ProcessId> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            // The name of the program, in parentheses, may hold blanks and parentheses itself.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return dead ? Optional.empty() : Optional.of(new ProcessId(pid, Long.parseLong(fields[START_TICKS])));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static ProcessId parse(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException("'" + text + "' is no process: expected its number and its start ticks");
        }
        return new ProcessId(
                Long.parseLong(text.substring(0, blank)), Long.parseLong(text.substring(blank + 1).strip()));
    }

    /** Whether this very process runs. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** A process of before a reboot, which no process of now is. */
    public ProcessId afterReboot() {
        return new ProcessId(pid, -1);
    }

    @Override
    public String toString() {
        return pid + " " + startTicks;
    }
}
