package dev.mesoschaos.injectors.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mesoschaos.injectors.PlayedClock;
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

    @TempDir
    Path directory;

    private PlayedClock clock;
    private Path file;

    @BeforeEach
    void aHostAtNoon() throws IOException {
        clock = PlayedClock.in(directory);
        file = directory.resolve("file");
    }

    @Test
    void aClockIsPutForwardAndRightAgain() throws Exception {
        assertThat(run(ClockScripts.skew(file.toString(), "run.1", 3600))).isZero();
        assertThat(clock.now()).isCloseTo(PlayedClock.NOON + 3600, within(1.0));

        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).isZero();

        // The host has been up longer by what the test took.
        assertThat(clock.now()).isBetween(PlayedClock.NOON, PlayedClock.NOON + 60);
        assertThat(file).doesNotExist();
    }

    @Test
    void aClockIsPutBack() throws Exception {
        assertThat(run(ClockScripts.skew(file.toString(), "run.1", -10))).isZero();

        assertThat(clock.now()).isCloseTo(PlayedClock.NOON - 10, within(1.0));
    }

    @Test
    void aClockThatAnotherRunHasChangedIsRefusedAndLeft() throws Exception {
        run(ClockScripts.skew(file.toString(), "other.1", 3600));

        assertThat(run(ClockScripts.skew(file.toString(), "run.1", -3600))).isNotZero();
        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).isZero();

        assertThat(clock.now()).isCloseTo(PlayedClock.NOON + 3600, within(1.0));
        assertThat(file).exists();
    }

    @Test
    void undoingWithoutAnInjectionAndTwiceChangesNothing() throws Exception {
        String before = Files.readString(clock.file());
        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).isZero();
        assertThat(run(ClockScripts.right(file.toString(), "run.1"))).isZero();

        assertThat(clock.file()).hasContent(before);
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

    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PATH", directory + ":" + System.getenv("PATH"));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
