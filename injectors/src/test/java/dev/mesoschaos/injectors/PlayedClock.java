package dev.mesoschaos.injectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A clock that is a file, and a program {@code date} that reads and sets it. It stands still, and so falls behind by what
 * passes while it is wrong.
 *
 * @param file what time it is, in seconds since the epoch; with a file {@code .stuck} beside it cannot be set
 * @param program the program
 */
public record PlayedClock(Path file, Path program) {

    /** What it says at first. */
    public static final double NOON = 1_700_000_000;

    private static final String DATE = """
            #!/bin/sh
            clock=CLOCK
            if [ "$1" = -s ]; then
                [ ! -e "$clock.stuck" ] || { echo "date: cannot set date" >&2; exit 1; }
                echo "${2#@}" >"$clock"
            else
                read -r now <"$clock"
                case $1 in
                    +%s) echo "${now%%.*}" ;;
                    *) echo "$now" ;;
                esac
            fi
            """;

    /** Makes both below a directory. */
    public static PlayedClock in(Path directory) throws IOException {
        PlayedClock clock = new PlayedClock(directory.resolve("clock"), directory.resolve("date"));
        Files.writeString(clock.file, "1700000000.250\n");
        Files.writeString(clock.program, DATE.replace("CLOCK", clock.file.toString()));
        if (!clock.program.toFile().setExecutable(true)) {
            throw new IOException(clock.program + " cannot be made executable");
        }
        return clock;
    }

    /** What it says now. */
    public double now() throws IOException {
        return Double.parseDouble(Files.readString(file).strip());
    }
}
