package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {

    @TempDir
    Path directory;

    private Event.LogsRead read(String file, String text) throws IOException {
        Path log = directory.resolve(file);
        Files.createDirectories(log.getParent());
        Files.writeString(log, text);
        return Logs.read(directory, Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "F1123 15:00:01.123456 42 master.cpp:1234] Check failed: 'agent' Must be non NULL",
        "2026-01-01 00:00:00 FATAL [main] the disk is gone",
        "# A fatal error has been detected by the Java Runtime Environment:",
        "Exception in thread \"main\" java.lang.IllegalStateException",
        "java.lang.OutOfMemoryError: Java heap space",
        "*** SIGSEGV (@0x0) received by PID 1 ***",
    })
    void aProcessThatBrokeIsFound(String line) throws IOException {
        Event.LogsRead read = read("m1/master.log", "I1123 all is well\n" + line + "\n");

        assertThat(read.matches()).containsExactly(new Event.LogLine("m1/master.log", 2, line));
        assertThat(read.files()).isEqualTo(1);
        assertThat(read.lines()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "E1123 15:00:01.123456 42 master.cpp:1] Lost leadership... committing suicide!",
        "I1123 fatality is no word of ours, nor is nonFATALITY",
        "the check did not fail",
        "  at Exception in thread",
        "",
    })
    void whatOnlyLooksLikeItIsNot(String line) throws IOException {
        assertThat(read("a1.log", line + "\n").matches()).isEmpty();
    }

    @Test
    void theHarnessOwnLogIsNotOfTheCluster() throws IOException {
        assertThat(read("runner.log", "Exception in thread x\n").files()).isZero();
    }

    @Test
    void aCrashAmongBytesThatAreNoTextIsFound() throws IOException {
        Files.write(directory.resolve("a1.log"), new byte[] {(byte) 0xff, '\n', 'F', '1', '1', '2', '3', ' ', '\n'});

        assertThat(Logs.read(directory, Instant.EPOCH).matches()).hasSize(1);
    }
}
