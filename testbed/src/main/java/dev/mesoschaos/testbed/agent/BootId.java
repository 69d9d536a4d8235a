package dev.mesoschaos.testbed.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which boot of the machine this is, and which one the agent's processes of earlier saw: after a reboot none of their
 * containers can still run, whatever numbers its processes have (mesos-facts 14.1).
 */
final class BootId {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path file;
    private final String now;
    private final String before;

    private BootId(Path file, String now, String before) {
        this.file = file;
        this.now = now;
        this.before = before;
    }

    /** The boot that is recorded below {@code workDir}, and that of now. */
    static BootId of(Path workDir) throws IOException {
        Path file = workDir.resolve("meta").resolve("boot_id");
        String now = Files.exists(KERNEL) ? Files.readString(KERNEL).strip() : "";
        return new BootId(file, now, Files.exists(file) ? Files.readString(file).strip() : now);
    }

    /** Whether the machine was booted since the agent last ran. */
    boolean isNew() {
        return !before.equals(now);
    }

    void record() throws IOException {
        AtomicFile.write(file, now.getBytes(StandardCharsets.US_ASCII));
    }
}
