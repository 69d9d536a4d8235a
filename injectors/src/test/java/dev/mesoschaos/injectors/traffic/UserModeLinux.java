package dev.mesoschaos.injectors.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mesoschaos.injectors.Enclosed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Linux kernel that runs as an ordinary process on this machine's files, so that a main class can have what this
 * machine's own kernel has not. Needs Debian's packages user-mode-linux and busybox.
 *
 * @param directory for its first program and what it says
 */
record UserModeLinux(Path directory) {

    private static final Path KERNEL = Path.of("/usr/bin/linux.uml");
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
    private static final List<String> MODULES = List.of(
            "lib/crc-ccitt", "net/ipv6/ipv6", "drivers/net/veth", "net/llc/llc", "net/802/stp", "net/bridge/bridge",
            "net/sched/sch_netem", "net/sched/sch_htb", "net/sched/sch_tbf", "net/sched/cls_u32");

    /** Skips the test where there is none. */
    void assumePossible() {
        assumeTrue(
                Files.isExecutable(KERNEL) && Files.isExecutable(BUSYBOX),
                "no kernel with netem to be had: install user-mode-linux and busybox");
    }

    /** Runs a main class, which must say at its end that it {@code DRILLED}; gives all that was said. */
    String drill(Class<?> main, Duration limit) throws IOException, InterruptedException {
        Path first = directory.resolve("first");
        Path said = directory.resolve("said");
        Files.writeString(first, script(main));
        assertThat(first.toFile().setExecutable(true)).isTrue();
        // Its memory is a file there, and a disk would be slow.
        Path memory = Files.isDirectory(Path.of("/dev/shm")) ? Path.of("/dev/shm") : directory;
        ProcessBuilder starting = new ProcessBuilder(
                        KERNEL.toString(), "mem=1500M", "rootfstype=hostfs", "rootflags=/", "rw", "init=" + first,
                        "con0=null,fd:1", "con=null", "quiet")
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile());
        starting.environment().put("TMPDIR", memory.toString());
        Process kernel = starting.start();
        try {
            boolean ended = kernel.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String text = Files.readString(said);
            assertThat(ended).as("ended within %s: %s", limit, text).isTrue();
            assertThat(text).contains("DRILLED");
            return text;
        } finally {
            kernel.descendants().forEach(ProcessHandle::destroyForcibly);
            kernel.destroyForcibly();
        }
    }

    private String script(Class<?> main) {
        String java = Enclosed.java(main).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return Stream.of(
                        "#!/bin/sh",
                        "export PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                        "mount -t proc proc /proc && mount -t sysfs sysfs /sys && mount -t tmpfs tmpfs /run",
                        "for module in " + String.join(" ", MODULES) + "; do",
                        "    busybox insmod /usr/lib/uml/modules/$(uname -r)/kernel/$module.ko || echo no $module",
                        "done",
                        java,
                        "echo ended with $?",
                        "busybox poweroff -f",
                        "")
                .collect(Collectors.joining("\n"));
    }
}
