package dev.mesoschaos.injectors.clock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in a real shell, with a {@code date} that has a clock in a file. */
class ClockScriptsTest {

    private static final double NOON = 1_700_000_000;
    private static final String DATE = """
            #!/bin/sh
            if [ "$1" = -s ]; then
                [ ! -e "$CLOCK.stuck" ] || { echo "date: cannot set date" >&2; exit 1; }
                echo "${2#@}" >"$CLOCK"
            else
                read -r now <"$CLOCK"
                case $1 in
                    +%s) echo "${now%%.*}" ;;
                    *) echo "$now" ;;
                esac
            fi
            """;

    @TempDir
    Path directory;

    private Path clock;
    private Path file;

    @BeforeEach
    void aHostAtNoon() throws IOException {
        clock = directory.resolve("clock");
        file = directory.resolve("file");
        Files.writeString(clock, "1700000000.250\n");
        Path date = Files.writeString(directory.resolve("date"), DATE);
        assertThat(date.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aClockIsPutForwardAndRightAgain() throws Exception {
        assertThat(run(ClockScripts.skew(file.toString(), "run.1", 3600))).isZero();
        assertThat(now()).isCloseTo(NOON + 3600, within(1.0));

        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).isZero();

        // The host has been up longer by what the test took.
        assertThat(now()).isBetween(NOON, NOON + 60);
        assertThat(file).doesNotExist();
    }

    @Test
    void aClockIsPutBack() throws Exception {
        assertThat(run(ClockScripts.skew(file.toString(), "run.1", -10))).isZero();

        assertThat(now()).isCloseTo(NOON - 10, within(1.0));
    }

    @Test
    void aClockThatAnotherRunHasChangedIsRefusedAndLeft() throws Exception {
        run(ClockScripts.skew(file.toString(), "other.1", 3600));

        assertThat(run(ClockScripts.skew(file.toString(), "run.1", -3600))).isNotZero();
        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).isZero();

        assertThat(now()).isCloseTo(NOON + 3600, within(1.0));
        assertThat(file).exists();
    }

    @Test
    void undoingWithoutAnInjectionAndTwiceChangesNothing() throws Exception {
        String before = Files.readString(clock);
        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).isZero();
        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).isZero();

        assertThat(clock).hasContent(before);
    }

    @Test
    void aClockThatCannotBeSetIsAFailureAndItsUndoLeavesNothing() throws Exception {
        Path stuck = Files.createFile(directory.resolve("clock.stuck"));
        assertThat(run(ClockScripts.skew(file.toString(), "run.1", 3600))).isNotZero();
        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).as("not yet").isNotZero();
        Files.delete(stuck);

        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).isZero();
        assertThat(file).doesNotExist();
    }

    private double now() throws IOException {
        return Double.parseDouble(Files.readString(clock, UTF_8).strip());
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PATH", directory + ":" + System.getenv("PATH"));
        builder.environment().put("CLOCK", clock.toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
