package dev.mesoschaos.testbed.agent.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container does when the last process that cares for it has gone. */
class LifelineIT {

    /**
     * The first is the executor's. The second, the command's, tells that it is there and hands over to a real one only when
     * the executor has been killed.
     */
    private static final String SLOW_SHELL = """
            #!/bin/sh
            mkdir "$TEST_DIRECTORY/executor" 2>/dev/null && exec /bin/sh "$@"
            echo $$ >"$TEST_DIRECTORY/slow.new" && mv "$TEST_DIRECTORY/slow.new" "$TEST_DIRECTORY/slow"
            while [ "$(cut -d' ' -f4 /proc/$$/stat)" = "$PPID" ]; do sleep 0.01; done
            exec /bin/sh "$@"
            """;

    @TempDir
    private Path directory;

    private RandomAccessFile lifeline;

    @BeforeEach
    void hold() throws Exception {
        Path pipe = directory.resolve("lifeline");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        lifeline = new RandomAccessFile(pipe.toFile(), "rw");
    }

    @AfterEach
    void letGo() throws IOException {
        lifeline.close();
    }

    @Test
    void aCommandThatRunsEnds() throws Exception {
        ContainerProcess container = start("echo $$ >'" + directory.resolve("ran") + "'; exec sleep 1000");
        await().until(() -> pid("ran").isPresent());

        lifeline.close();

        assertEnds(pid("ran").orElseThrow());
        await().until(() -> !container.isAlive());
    }

    @Test
    void aCommandThatHasNotBegunNeverDoes() throws Exception {
        Path programs = Files.createDirectory(directory.resolve("bin"));
        Path shell = Files.writeString(programs.resolve("sh"), SLOW_SHELL);
        Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwx------"));
        start("touch '" + directory.resolve("ran") + "'; exec sleep 1000");
        await().until(() -> pid("slow").isPresent());

        lifeline.close();

        assertEnds(pid("slow").orElseThrow());
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    private static void assertEnds(long pid) {
        try {
            await().until(() -> ProcessId.of(pid).isEmpty());
        } finally {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private ContainerProcess start(String command) throws IOException {
        RunDirectory run = new RunDirectory(directory.resolve("sandbox"), directory.resolve("meta"));
        run.create();
        return ContainerProcess.start(new Launch(
                List.of("/bin/sh", "-c", command),
                Map.of("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"),
                        "TEST_DIRECTORY", directory.toString()),
                run,
                TaskLifeline.of(Optional.of(directory.resolve("lifeline"))),
                List.of()));
    }

    private Optional<Long> pid(String file) throws IOException {
        Path path = directory.resolve(file);
        String text = Files.exists(path) ? Files.readString(path).strip() : "";
        return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
    }
}
